package dev.gather.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The check of UTF-8 accepts exactly what the platform's decoder does. */
class Utf8Test {
    private static final int TEXTS = 30_000;

    private static boolean isDecoded(byte[] bytes, int start, int end) {
        try {
            CharBuffer decoded = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
            return decoded.length() <= end - start;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void check(byte[] bytes, int start, int end) {
        assertEquals(isDecoded(bytes, start, end), Utf8.isValid(bytes, start, end), () -> HexFormat.of()
                .formatHex(bytes, start, end));
    }

    @Test
    void acceptsWhatTheDecoderAcceptsOfShortTexts() {
        for (int first = 0xBF; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                for (int third : new int[] {0, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF}) {
                    byte[] bytes = {(byte) first, (byte) second, (byte) third, (byte) 0x80};
                    for (int length = 1; length <= bytes.length; length++) {
                        check(bytes, 0, length);
                    }
                }
            }
        }
    }

    @Test
    void acceptsWhatTheDecoderAcceptsOfLongTexts() {
        for (int seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new RandomJson(random).text().getBytes(UTF_8);
            int start = random.nextInt(bytes.length + 1);
            if (bytes.length > 0 && random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }

            check(bytes, start, bytes.length);
        }
    }
}
