package dev.gather.json;

import java.nio.charset.StandardCharsets;

/** Writes the characters of JSON texts as UTF-8, escaped where JSON requires it. */
final class TextOutput {
    /** The length of an escape such as {@code \}{@code u001F}. */
    private static final int ESCAPE = 6;

    /** For a longer text, the encoder of strings is faster than a loop over its characters. */
    private static final int SHORT = 16;

    /** What an encoder makes of half of a surrogate pair. */
    private static final char REPLACEMENT = '?';

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final ByteChunks out;

    TextOutput(ByteChunks out) {
        this.out = out;
    }

    /** Writes a text; halves of surrogate pairs as escapes. */
    void write(String text) {
        if (text.length() <= SHORT && isWrittenPlain(text)) {
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (Utf8.indexOf(REPLACEMENT, utf8, 0, utf8.length) < utf8.length) {
            writeHalves(text);
        } else {
            write(utf8, 0, utf8.length);
        }
    }

    /** Writes a text of ASCII without anything to escape; returns false if it is not, and writes nothing. */
    private boolean isWrittenPlain(String text) {
        out.require(SHORT);
        int at = out.at;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character > Byte.MAX_VALUE || !isPlain((byte) character)) {
                return false;
            }
            out.chunk[at++] = (byte) character;
        }
        out.at = at;
        return true;
    }

    private void writeHalves(String text) {
        int start = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            char character = text.charAt(at);
            if (Character.isSurrogate(character) && !Character.isSupplementaryCodePoint(text.codePointAt(at))) {
                whole(text.substring(start, at));
                out.require(ESCAPE);
                unicode(character);
                start = at + 1;
            }
        }
        whole(text.substring(start));
    }

    private void whole(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        write(utf8, 0, utf8.length);
    }

    /** Writes valid UTF-8. */
    void write(byte[] utf8, int start, int end) {
        int at = plainEnd(utf8, start, end);
        out.write(utf8, start, at - start);
        while (at < end) {
            out.require(ESCAPE);
            escape((char) utf8[at]);
            int plain = at + 1;
            at = plainEnd(utf8, plain, end);
            out.write(utf8, plain, at - plain);
        }
    }

    /** The index of the first byte that does not stand for itself, or the end. */
    private static int plainEnd(byte[] utf8, int start, int end) {
        int at = start;
        while (at + Long.BYTES <= end && arePlain(EightBytes.at(utf8, at))) {
            at += Long.BYTES;
        }
        while (at < end && isPlain(utf8[at])) {
            at++;
        }
        return at;
    }

    private static boolean arePlain(long eight) {
        return !EightBytes.containLess(eight, ' ')
                && !EightBytes.contain(eight, '"')
                && !EightBytes.contain(eight, '\\');
    }

    /** Whether a byte stands for itself, as all do but control characters, quotes and backslashes. */
    private static boolean isPlain(byte octet) {
        return octet < 0 || (octet >= ' ' && octet != '"' && octet != '\\');
    }

    private void escape(char character) {
        int simple = "\b\t\n\f\r\"\\".indexOf(character);
        if (simple < 0) {
            unicode(character);
        } else {
            put('\\');
            put("btnfr\"\\".charAt(simple));
        }
    }

    private void unicode(char character) {
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put((char) HEX[(character >> shift) & 0xF]);
        }
    }

    private void put(char ascii) {
        out.chunk[out.at++] = (byte) ascii;
    }
}
