package dev.gather.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object or a list of a plain document (see {@link PlainJson}), kept as bytes until something looks into it.
 *
 * @param bytes those of the document; nobody changes them
 * @param start the index of its bracket
 * @param end the index after it; there is no white space between the two
 * @param extent how much is in it
 * @param outer the number of objects around it that were decoded before it
 */
@SuppressWarnings("ArrayRecordComponent") // parts are not compared
record PlainPart(byte[] bytes, int start, int end, PlainJson.Extent extent, int outer) {
    /** Less is decoded at once. */
    private static final int SMALLEST = 1_024;

    /** The bytes of a document with more would take memory that the estimate of its values does not cover. */
    private static final int MOST_BYTES_PER_VALUE = 64;

    /** An object within so many others is decoded as a whole, so that no byte is passed over again and again. */
    private static final int MOST_OUTER = 4;

    /**
     * A document as a part. White space is taken out of the bytes, which belong to it from now on.
     *
     * @param json valid UTF-8
     * @return null if the document is small, sparse or not plain; its bytes are left as they are
     */
    static @Nullable PlainPart document(byte[] json) {
        if (json.length < SMALLEST) {
            return null;
        }
        PlainJson all = new PlainJson(json, json.length);
        if (!all.isDocument() || !isKept(json.length, all)) {
            return null;
        }
        int end = all.spaces() == 0 ? json.length : withoutSpaces(json);
        return new PlainPart(json, 0, end, all.extent(), 0);
    }

    private static boolean isKept(int length, PlainJson all) {
        return length - all.spaces() >= SMALLEST
                && length <= MOST_BYTES_PER_VALUE * (long) all.extent().values()
                && all.extent().size() > 0;
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

    /** Its value. */
    Object value() {
        return bytes[start] == '{' ? new PlainObject(this) : new PlainList(this);
    }

    /** Writes it as it is. */
    void write(JsonOutput output) {
        output.raw(bytes, start, end);
    }

    /** The elements of a list, decoded. */
    @SuppressWarnings("unchecked")
    List<@Nullable Object> elements() {
        return (List<@Nullable Object>) decoded(start, end);
    }

    /** The members of an object, decoded but for the large ones. */
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> members() {
        return outer < MOST_OUTER ? outermost() : (Map<String, @Nullable Object>) decoded(start, end);
    }

    private Map<String, @Nullable Object> outermost() {
        List<String> names = new ArrayList<>(extent.size());
        List<@Nullable Object> members = new ArrayList<>(extent.size());
        int next = start + 1;
        while (next < end) {
            int colon = after(next, new PlainJson(bytes, end));
            names.add((String) decoded(next, colon));
            PlainJson member = new PlainJson(bytes, end);
            next = after(colon + 1, member);
            members.add(member(colon + 1, next, member.extent()));
            next++;
        }
        return new CompactObject(Names.of(names), members.toArray());
    }

    private @Nullable Object member(int from, int to, PlainJson.Extent inside) {
        boolean large = to - from >= SMALLEST && inside.size() > 0;
        return large ? new PlainPart(bytes, from, to, inside, outer + 1).value() : decoded(from, to);
    }

    private int after(int from, PlainJson value) {
        int to = value.afterValue(from);
        if (to > end) {
            throw new IllegalStateException("the document was plain before");
        }
        return to;
    }

    private @Nullable Object decoded(int from, int to) {
        try {
            return ExactJson.decoded(bytes, from, to);
        } catch (IOException e) {
            throw new IllegalStateException("the document was plain before", e);
        }
    }
}
