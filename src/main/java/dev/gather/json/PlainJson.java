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

    /** The index that stands for what is not plain: nothing is there, so that nothing after it is plain either. */
    private final int failed;

    private int level;
    private int depth;
    private int values;
    private int size;
    private int spaces;
    private long characters;

    /** The hashes of the names that the objects around have, the innermost's last. */
    private int[] hashes = {};

    private int hashed;

    /** @param bytes valid UTF-8 up to the end */
    PlainJson(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
        this.failed = end + 1;
    }

    /** Whether there is one plain value, from the first byte to the end. */
    boolean isDocument() {
        return afterSpaces(afterValue(afterSpaces(0))) == end;
    }

    /** The index after the plain value that begins at another; more than the end if there is none. */
    int afterValue(int start) {
        values++;
        depth = Math.max(depth, level);
        return switch (at(start)) {
            case '{' -> afterObject(start);
            case '[' -> afterList(start);
            case '"' -> afterText(start, LONGEST_TEXT);
            case 't' -> after(start, TRUE);
            case 'f' -> after(start, FALSE);
            case 'n' -> after(start, NULL);
            default -> afterNumber(start);
        };
    }

    /** How much there was. */
    Extent extent() {
        return new Extent(values, depth, size, characters);
    }

    /** The number of bytes that are white space between values. */
    int spaces() {
        return spaces;
    }

    /** The byte at an index; 0 beyond the end. */
    private byte at(int index) {
        return index < end ? bytes[index] : 0;
    }

    private int afterSpaces(int start) {
        int index = start;
        while (at(index) <= ' ' && isSpace(at(index))) {
            index++;
        }
        spaces += index - start;
        return index;
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }

    private int afterObject(int start) {
        int outer = hashed;
        int members = 0;
        int index = begun(start);
        boolean more = at(index) != '}';
        while (more) {
            index = members < MOST_MEMBERS ? afterSpaces(afterMember(index, outer)) : failed;
            more = at(index) == ',';
            index = more ? afterSpaces(index + 1) : index;
            members++;
        }
        hashed = outer;
        return ended(index, '}', members);
    }

    private int afterList(int start) {
        int elements = 0;
        int index = begun(start);
        boolean more = at(index) != ']';
        while (more) {
            index = afterSpaces(afterValue(index));
            more = at(index) == ',';
            index = more ? afterSpaces(index + 1) : index;
            elements++;
        }
        return ended(index, ']', elements);
    }

    private int begun(int bracket) {
        return ++level <= MOST_LEVELS ? afterSpaces(bracket + 1) : failed;
    }

    private int ended(int index, char bracket, int within) {
        level--;
        size = within;
        return at(index) == bracket ? index + 1 : failed;
    }

    private int afterMember(int start, int firstName) {
        int name = at(start) == '"' ? afterText(start, LONGEST_NAME) : failed;
        int colon = afterSpaces(name);
        boolean plain = at(colon) == ':' && isNew(hash(start, name), firstName);
        return plain ? afterValue(afterSpaces(colon + 1)) : failed;
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

    private int afterText(int quote, int longest) {
        int index = afterPlain(quote + 1);
        while (at(index) != '"' && index < end) {
            index = afterPlain(afterOther(index));
        }
        int length = index - quote - 1;
        characters += length;
        return index < end && length <= longest ? index + 1 : failed;
    }

    /** The index of the next byte that does not stand for itself, or is not ASCII. */
    private int afterPlain(int start) {
        int index = start;
        while (index + Long.BYTES <= end) {
            int plain = EightBytes.plainAscii(EightBytes.at(bytes, index));
            index += plain;
            if (plain < Long.BYTES) {
                return index;
            }
        }
        while (at(index) >= ' ' && at(index) != '"' && at(index) != '\\') {
            index++;
        }
        return index;
    }

    /** Passes over an escape, or a byte of a character that is not ASCII; counts what is no character of its own. */
    private int afterOther(int index) {
        byte octet = at(index);
        if (octet == '\\') {
            characters--;
            return "\"\\bfnrt".indexOf(at(index + 1)) >= 0 ? index + 2 : failed;
        }
        if ((octet & 0xC0) == 0x80) {
            characters--;
        } else if ((octet & 0xF8) == 0xF0) {
            characters++;
        }
        return octet < 0 ? index + 1 : failed;
    }

    /** Zero has no sign, and no digit comes after a zero but behind the point. */
    private int afterNumber(int start) {
        int first = at(start) == '-' ? start + 1 : start;
        int index = afterDigits(first);
        boolean plain = index == first + 1 || (index > first && at(first) != '0');
        if (plain && at(index) == '.') {
            int point = index;
            index = afterDigits(point + 1);
            plain = index > point + 1;
        }
        plain &= index - start <= LONGEST_NUMBER && (first == start || !isZero(first, index));
        return plain ? index : failed;
    }

    private int afterDigits(int start) {
        int index = start;
        while (at(index) >= '0' && at(index) <= '9') {
            index++;
        }
        return index;
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] > '0') {
                return false;
            }
        }
        return true;
    }

    private int after(int start, byte[] word) {
        int index = start + word.length;
        return index <= end && Arrays.equals(bytes, start, index, word, 0, word.length) ? index : failed;
    }
}
