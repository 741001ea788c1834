package dev.gather.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer up to its limit. */
class BoundedBytesTest {
    @Test
    void keepsAsMuchAsTheLimit() throws IOException {
        BoundedBytes bytes = new BoundedBytes(5);
        bytes.write('h');

        bytes.write("xelloy".getBytes(UTF_8), 1, 4);

        assertEquals("hello", new String(bytes.bytes(), UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"hello, !", "hell, o!", "'', hello!"})
    void refusesMoreThanTheLimit(String first, String second) throws IOException {
        BoundedBytes bytes = new BoundedBytes(5);
        bytes.write(first.getBytes(UTF_8));
        bytes.write(second.getBytes(UTF_8));

        Failure failure = assertThrows(Failure.class, bytes::bytes);

        assertEquals(Failure.Code.ANSWER_TOO_LARGE, failure.code());
    }
}
