package dev.gather.json;

/**
 * Checks UTF-8 (RFC 3629) without decoding it: overlong forms, halves of surrogate pairs and bytes that are cut off are
 * refused. Eight bytes of ASCII are one step, which makes this far cheaper than a decoder, and a parser of bytes safe.
 */
public final class Utf8 {
    private Utf8() {}

    /** Whether the bytes from an index to another, excluded, are valid. */
    public static boolean isValid(byte[] bytes, int start, int end) {
        int at = asciiEnd(bytes, start, end);
        return at == end || isDecodable(bytes, at, end);
    }

    /** The index of the first byte that is not ASCII, or the end. */
    private static int asciiEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at + Long.BYTES <= end && EightBytes.areAscii(EightBytes.at(bytes, at))) {
            at += Long.BYTES;
        }
        while (at < end && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Checks one character after the other; the ASCII between them in steps of eight. */
    private static boolean isDecodable(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            int length = length(bytes, at, end);
            if (length == 0) {
                return false;
            }
            at = asciiEnd(bytes, at + length, end);
        }
        return true;
    }

    /** The length of the character at an index, which is not ASCII; 0 if it is not valid. */
    private static int length(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + length > end) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        boolean valid = second >= least(first) && second <= most(first);
        for (int i = 2; i < length; i++) {
            valid &= (bytes[at + i] & 0xC0) == 0x80;
        }
        return valid ? length : 0;
    }

    /** The least second byte: less would be an overlong form. */
    private static int least(int first) {
        return first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    }

    /** The greatest second byte: more would be half of a surrogate pair, or no character at all. */
    private static int most(int first) {
        return first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    }

    /** Whether the bytes contain {@code \}{@code ud…} or {@code \}{@code uD…}, which is how JSON escapes half a surrogate pair. */
    static boolean escapesSurrogates(byte[] json, int start, int end) {
        for (int at = indexOf('\\', json, start, end); at < end; at = indexOf('\\', json, at + 2, end)) {
            if (at + 2 < end && json[at + 1] == 'u' && (json[at + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    /** The index of the first such character of ASCII, or the end. */
    static int indexOf(char ascii, byte[] bytes, int start, int end) {
        int at = start;
        while (at + Long.BYTES <= end && !EightBytes.contain(EightBytes.at(bytes, at), ascii)) {
            at += Long.BYTES;
        }
        while (at < end && bytes[at] != ascii) {
            at++;
        }
        return at;
    }
}
