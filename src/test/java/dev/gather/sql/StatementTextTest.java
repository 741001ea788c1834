package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comment in which a statement's types and its connection's mark stand. */
class StatementTextTest {
    @ParameterizedTest
    @CsvSource({
        "SELECT 1, i2s, 'SELECT 1\n/* gather i2s m7 */', true",
        "SELECT 1, '', 'SELECT 1\n/* gather  m7 */', true",
        "SELECT 1, , 'SELECT 1\n/* gather once m7 */', false",
        "'SELECT 1 /* gather once x */', i, 'SELECT 1 /* gather once x */\n/* gather i m7 */', true"
    })
    void saysWhetherItStaysPrepared(String sql, String types, String text, boolean kept) {
        assertEquals(text, StatementText.of(sql, types, "m7"));
        assertEquals(kept, StatementText.isKept(text));
    }
}
