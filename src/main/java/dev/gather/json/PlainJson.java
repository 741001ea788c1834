package dev.gather.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks through JSON once, to find whether it is plain: written just as {@link JsonOutput} would write its value, white space
 * aside. Such a document can be passed on as it came, in a fraction of the time that decoding and writing it takes.
 *
 * <p>It is stricter than the reader where that costs little, since what is not plain is read like any other document, and
 * refused there if it has to be. What is plain, the reader reads: there is no exponent, no negative zero, no escape but those
 * that are written, no name twice in an object, and all that has a limit is well within it.
 */
final class PlainJson {
    private static final int MOST_LEVELS = 500;

    /** The name of each member is compared with those before it. */
    private static final int MOST_MEMBERS = 64;

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_TEXT = 1 << 20;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /**
     * How much is in a value.
     *
     * @param values the number of values, itself included
     * @param depth how many levels deeper than itself the innermost is
     * @param size the number of its members or elements; 0 for a scalar
     * @param characters those of all names and texts, as strings have them
     */
    record Extent(int values, int depth, int size, long characters) {
        /** An estimate of the memory that it takes when it is decoded, in bytes. */
        long memory() {
            return (long) values * ExactJson.BYTES_PER_VALUE + characters;
        }
    }

    private final byte[] bytes;
    private final int end;
    private int at;
    private int level;
    private int depth;
    private int values;
    private int size;
    private int spaces;
    private long characters;

    /** The hashes of the names that the objects around have, the innermost's last. */
    private int[] hashes = {};

    private int hashed;

    /**
     * Begins at an index.
     *
     * @param bytes valid UTF-8
     */
    PlainJson(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** Whether there is one plain value up to the end. */
    boolean isDocument() {
        return isValue() && next() == 0 && at == end;
    }

    /** Whether a plain value comes next; passes over it. */
    boolean isValue() {
        values++;
        depth = Math.max(depth, level);
        return switch (next()) {
            case '{' -> isObject();
            case '[' -> isList();
            case '"' -> isText(LONGEST_TEXT);
            case 't' -> is(TRUE);
            case 'f' -> is(FALSE);
            case 'n' -> is(NULL);
            default -> isNumber();
        };
    }

    /** The index after what it has passed over. */
    int at() {
        return at;
    }

    /** How much there was. */
    Extent extent() {
        return new Extent(values, depth, size, characters);
    }

    /** The number of bytes that are white space between values. */
    int spaces() {
        return spaces;
    }

    private boolean isObject() {
        int outer = hashed;
        int members = 0;
        if (!begins()) {
            return false;
        }
        for (boolean more = next() != '}'; more; more = goesOn()) {
            if (++members > MOST_MEMBERS || !isName(outer) || !isValue()) {
                return false;
            }
        }
        hashed = outer;
        return ends('}', members);
    }

    private boolean isList() {
        int elements = 0;
        if (!begins()) {
            return false;
        }
        for (boolean more = next() != ']'; more; more = goesOn()) {
            elements++;
            if (!isValue()) {
                return false;
            }
        }
        return ends(']', elements);
    }

    private boolean begins() {
        at++;
        return ++level <= MOST_LEVELS;
    }

    /** Whether a comma comes next; passes over it. */
    private boolean goesOn() {
        if (next() != ',') {
            return false;
        }
        at++;
        return true;
    }

    private boolean ends(char bracket, int within) {
        if (next() != bracket) {
            return false;
        }
        at++;
        level--;
        size = within;
        return true;
    }

    /** The next byte that is not white space; 0 if there is none. */
    private byte next() {
        while (at < end) {
            byte octet = bytes[at];
            if (octet > ' ' || !isSpace(octet)) {
                return octet;
            }
            at++;
            spaces++;
        }
        return 0;
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }

    /** Whether a name that the object has not had comes next, and a colon; passes over them. */
    private boolean isName(int first) {
        boolean quoted = next() == '"';
        int start = at;
        return quoted && isText(LONGEST_NAME) && isNew(hash(start, at), first) && next() == ':' && at++ < end;
    }

    private int hash(int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Names of different hashes differ; those of the same one are taken for a name that is there twice. */
    private boolean isNew(int hash, int first) {
        for (int i = first; i < hashed; i++) {
            if (hashes[i] == hash) {
                return false;
            }
        }
        if (hashed == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * hashed + MOST_MEMBERS);
        }
        hashes[hashed++] = hash;
        return true;
    }

    /** Passes over a text. */
    private boolean isText(int longest) {
        int start = ++at;
        while (passesAscii() != '"') {
            if (at == end || !isOther(bytes[at++])) {
                return false;
            }
        }
        characters += at - start;
        at++;
        return at - start <= longest;
    }

    /** Passes over what stands for itself and is ASCII; the byte after it, or 0 at the end. */
    private byte passesAscii() {
        while (at + Long.BYTES <= end) {
            int plain = EightBytes.plainAscii(EightBytes.at(bytes, at));
            at += plain;
            if (plain < Long.BYTES) {
                return bytes[at];
            }
        }
        while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at < end ? bytes[at] : 0;
    }

    /** Passes over an escape, or a byte of a character that is not ASCII; counts what is no character of its own. */
    private boolean isOther(byte octet) {
        if (octet == '\\') {
            characters--;
            return at < end && "\"\\bfnrt".indexOf(bytes[at++]) >= 0;
        }
        if ((octet & 0xC0) == 0x80) {
            characters--;
        } else if ((octet & 0xF8) == 0xF0) {
            characters++;
        }
        return octet < 0;
    }

    /** Passes over a number. Zero has no sign, and no digit comes after a zero but behind the point. */
    private boolean isNumber() {
        int start = at;
        boolean negative = at < end && bytes[at] == '-';
        int first = negative ? ++at : at;
        int whole = digits();
        boolean plain = whole == 1 || (whole > 1 && bytes[first] != '0');
        if (plain && at < end && bytes[at] == '.') {
            at++;
            plain = digits() > 0;
        }
        return plain && at - start <= LONGEST_NUMBER && !(negative && isZero(first));
    }

    private int digits() {
        int start = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - start;
    }

    private boolean isZero(int from) {
        for (int i = from; i < at; i++) {
            if (bytes[i] > '0') {
                return false;
            }
        }
        return true;
    }

    private boolean is(byte[] word) {
        int start = at;
        at += word.length;
        return at <= end && Arrays.equals(bytes, start, at, word, 0, word.length);
    }
}
