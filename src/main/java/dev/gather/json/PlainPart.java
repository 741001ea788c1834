package dev.gather.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a plain document (see {@link PlainJson}). Large objects and lists are kept as bytes until something looks into them.
 *
 * @param bytes those of the document; nobody changes them
 * @param start the index of its first byte
 * @param end the index after its last byte; there is no white space between the two
 * @param extent how much is in it
 * @param outer the number of objects around it that were decoded before it
 */
@SuppressWarnings("ArrayRecordComponent") // parts are not compared
record PlainPart(byte[] bytes, int start, int end, PlainJson.Extent extent, int outer) {
    /** Less is decoded at once, in bytes. */
    private static final int SMALLEST = 1_024;

    /** The bytes of a document with more would take memory that the estimate of its values does not cover. */
    private static final int MOST_BYTES_PER_VALUE = 64;

    /** An object within so many others is decoded as a whole, so that no byte is passed over again and again. */
    private static final int MOST_OUTER = 4;

    /**
     * A whole document; null if it is not plain. White space is taken out of the bytes, which belong to the part from now on.
     *
     * @param json valid UTF-8
     */
    static @Nullable PlainPart document(byte[] json) {
        PlainJson all = new PlainJson(json, json.length);
        if (!all.isDocument()) {
            return null;
        }
        int end = all.spaces() == 0 ? json.length : withoutSpaces(json);
        return new PlainPart(json, 0, end, all.extent(), 0);
    }

    private static int withoutSpaces(byte[] json) {
        int to = 0;
        boolean text = false;
        for (int from = 0; from < json.length; from++) {
            byte octet = json[from];
            if (text || octet > ' ') {
                json[to++] = octet;
                text ^= octet == '"';
            }
            if (text && octet == '\\') {
                json[to++] = json[++from];
            }
        }
        return to;
    }

    /** The value of a whole document, which is decoded later if that is worth it. */
    @Nullable
    Object value() {
        boolean dense = bytes.length <= MOST_BYTES_PER_VALUE * (long) extent.values();
        return dense ? valueWithin() : decoded(start);
    }

    private @Nullable Object valueWithin() {
        if (end - start < SMALLEST || extent.size() == 0) {
            return decoded(start);
        }
        return bytes[start] == '{' ? new PlainObject(this) : new PlainList(this);
    }

    /** Writes it as it is. */
    void write(JsonOutput output) {
        output.raw(bytes, start, end);
    }

    /** The elements of a list, decoded. */
    @SuppressWarnings("unchecked")
    List<@Nullable Object> elements() {
        return (List<@Nullable Object>) Objects.requireNonNull(decoded(start));
    }

    /** The members of an object, decoded but for the large ones. */
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> members() {
        return outer < MOST_OUTER
                ? outermost()
                : (Map<String, @Nullable Object>) Objects.requireNonNull(decoded(start));
    }

    private Map<String, @Nullable Object> outermost() {
        List<String> names = new ArrayList<>(extent.size());
        List<@Nullable Object> members = new ArrayList<>(extent.size());
        int next = start + 1;
        while (next < end) {
            names.add((String) decoded(next));
            int colon = after(next, new PlainJson(bytes, end));
            PlainJson member = new PlainJson(bytes, end);
            int after = after(colon + 1, member);
            members.add(new PlainPart(bytes, colon + 1, after, member.extent(), outer + 1).valueWithin());
            next = after + 1;
        }
        return new CompactObject(Names.of(names), members.toArray());
    }

    private int after(int from, PlainJson value) {
        int to = value.afterValue(from);
        if (to > end) {
            throw new IllegalStateException("the document was plain before");
        }
        return to;
    }

    private @Nullable Object decoded(int from) {
        return new PlainReader(bytes, from, end).value();
    }
}
