package dev.gather.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110, 5.1 and 5.5. */
class HeaderTextTest {
    @ParameterizedTest
    @CsvSource({
        "X-One, true",
        "a, true",
        "a.b_c~d|e, true",
        "'!#$%&''*+^`', true",
        "'', false",
        "a b, false",
        "a:, false",
        "a/b, false",
        "é, false",
        "'a\n', false",
        "(a), false",
        "'\"a\"', false"
    })
    void knowsNames(String text, boolean name) {
        assertEquals(name, HeaderText.isName(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "a, true",
        "a b, true",
        "'a\tb', true",
        "~!, true",
        "' a', false",
        "'a ', false",
        "'\ta', false",
        "'a\nb', false",
        "'a\r', false",
        "é, false",
        "'a\u007f', false",
        "'\u0000', false"
    })
    void knowsValues(String text, boolean value) {
        assertEquals(value, HeaderText.isValue(text));
    }
}
