package dev.gather.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes plain documents (see {@link PlainJson}) without white space. It need not doubt what it reads: an object like the one
 * before it has its names in the same bytes, and a short number is read into a long. That takes half the time of a parser.
 */
final class PlainReader {
    /** So many digits fit into a long. */
    private static final int SHORT = 18;

    private static final Names NO_NAMES = Names.of(List.of());

    private final byte[] bytes;
    private final int end;
    private int at;

    /** Begins at an index of a document that ends at another. */
    PlainReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** The value that begins here. */
    @Nullable
    Object value() {
        return value(null);
    }

    /** @param like the value in the same place of the object or list before; null if there is none */
    private @Nullable Object value(@Nullable Object like) {
        return switch (bytes[at]) {
            case '{' -> object(like instanceof CompactObject object ? object : null);
            case '[' -> list(like instanceof List<?> list && !list.isEmpty() ? list.get(0) : null);
            case '"' -> text();
            case 't' -> passed(true, "true");
            case 'f' -> passed(false, "false");
            case 'n' -> passed(null, "null");
            default -> number();
        };
    }

    private @Nullable Object passed(@Nullable Object value, String word) {
        at += word.length();
        return value;
    }

    private List<@Nullable Object> list(@Nullable Object first) {
        List<@Nullable Object> list = new ArrayList<>();
        Object like = first;
        at++;
        while (bytes[at] != ']') {
            Object value = value(like);
            list.add(value);
            like = value == null ? like : value;
            at += bytes[at] == ',' ? 1 : 0;
        }
        at++;
        return list;
    }

    /** Reads an object as long as it has the same names as another; then as any object. */
    private Map<String, @Nullable Object> object(@Nullable CompactObject like) {
        if (bytes[at + 1] == '}') {
            at += 2;
            return new CompactObject(NO_NAMES, new @Nullable Object[0]);
        }
        Names names = like == null ? NO_NAMES : like.names();
        @Nullable Object[] values = new @Nullable Object[names.size()];
        int size = 0;
        while (like != null && size < values.length && passes(names.written(size))) {
            values[size] = value(like.at(size));
            size++;
        }
        if (size == values.length && bytes[at] == '}') {
            at++;
            return new CompactObject(names, values);
        }
        List<String> known = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            known.add(names.get(i));
        }
        return object(known, new ArrayList<>(Arrays.asList(values).subList(0, size)));
    }

    /** Whether a name with what comes before and after it is next; passes over it. */
    private boolean passes(byte[] name) {
        int after = at + name.length;
        boolean same = after <= end && Arrays.equals(bytes, at, after, name, 0, name.length);
        at = same ? after : at;
        return same;
    }

    private Map<String, @Nullable Object> object(List<String> names, List<@Nullable Object> values) {
        while (bytes[at] != '}') {
            at++;
            names.add(text());
            at++;
            values.add(value(null));
        }
        at++;
        return new CompactObject(Names.of(names), values.toArray());
    }

    private String text() {
        int start = ++at;
        int escapes = 0;
        boolean ascii = true;
        for (passAscii(); bytes[at] != '"'; passAscii()) {
            boolean escape = bytes[at] == '\\';
            escapes += escape ? 1 : 0;
            ascii &= escape;
            at += escape ? 2 : 1;
        }
        int length = at++ - start;
        // Nothing is decoded of what is ASCII.
        return escapes > 0
                ? unescaped(start, length, escapes)
                : new String(bytes, start, length, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** Passes over what stands for itself and is ASCII. */
    private void passAscii() {
        while (at + Long.BYTES <= end) {
            int plain = EightBytes.plainAscii(EightBytes.at(bytes, at));
            at += plain;
            if (plain < Long.BYTES) {
                return;
            }
        }
        while (bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
    }

    private String unescaped(int start, int length, int escapes) {
        byte[] text = new byte[length - escapes];
        int from = start;
        for (int to = 0; to < text.length; to++) {
            byte octet = bytes[from++];
            text[to] = octet == '\\' ? meaning(bytes[from++]) : octet;
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte meaning(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    private Number number() {
        int start = at;
        boolean negative = bytes[at] == '-';
        at += negative ? 1 : 0;
        int first = at;
        long value = digits(0);
        if (at == end || bytes[at] != '.') {
            return at - first <= SHORT ? ExactNumbers.of(negative ? -value : value) : integer(start);
        }
        int point = at++;
        value = digits(value);
        return at - first <= SHORT
                ? BigDecimal.valueOf(negative ? -value : value, at - point - 1)
                : new BigDecimal(written(start));
    }

    /** Adds digits to a number; what does not fit is lost. */
    private long digits(long before) {
        long value = before;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            value = 10 * value + bytes[at++] - '0';
        }
        return value;
    }

    private Number integer(int start) {
        BigInteger integer = new BigInteger(written(start));
        return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
    }

    private String written(int start) {
        return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    }
}
