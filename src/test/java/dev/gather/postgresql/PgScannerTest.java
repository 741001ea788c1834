package dev.gather.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.sql.SqlScanner.Token;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scanner sees the words that PostgreSQL sees, and no others. */
class PgScannerTest {
    private static String words(PgScanner scanner, String sql) {
        return scanner.scan(sql, false).stream().map(Token::text).collect(Collectors.joining("·"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT a.b FROM c|SELECT·a.b·FROM·c",
                "a::int|a·:·:·int",
                "'x''y'z|'·'·z",
                "'a\\'b|'·b",
                "E'a\\'b'c|E·'·c",
                "e'a''b'c|e·'·c",
                "U&'d\\0061'c|U·&·'·c",
                "\"a\"\"b\" c|\"·\"·c",
                "$$a 'b$$c|'·c",
                "$t$a $$ b$t$ c|'·c",
                "a$1$b$|a$1$b$",
                "$1|$1",
                "x=$12+1|x·=·$12·+·1",
                "a -- b¶c|a·c",
                "a --b¶c|a·c",
                "a /* b /* c */ d */ e|a·e",
                "a /*!b*/ c|a·c",
                "a # b|a·#·b",
                "a ? b|a·?·b",
                "a @> b|a·@·>·b",
                "1.5INTO|1.5·INTO",
                "1e5INTO|1e5·INTO",
                "1INTO|1·INTO",
                ".5INTO|.5·INTO",
                "0x1fINTO|0x1f·INTO",
                "1..2|1·.·.2",
                "é_1 x|é_1·x",
                "`$q$`|``"
            })
    void findsWords(String sql, String expected) {
        assertEquals(expected, words(new PgScanner(), sql.replace('¶', '\n')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a 'b|a string",
                "a E'b\\'|a string",
                "a $$b|a string",
                "a $x$b$y$|a string",
                "a \"b|a quoted name",
                "a -- b|a comment",
                "a /* /* b */|a comment",
                "a 'b'|``",
                "a $$b$$|``",
                "a /* b */|``"
            })
    void saysWhereItsEndIs(String sql, String place) {
        PgScanner scanner = new PgScanner();
        List<Token> unused = scanner.scan(sql, false);
        assertEquals(place, scanner.place());
    }

    @Test
    void goesOnInTheNextPiece() {
        PgScanner scanner = new PgScanner();
        assertEquals("a", words(scanner, "a $x$ b"));
        assertEquals("'·d", words(scanner, "c $x$ d"));
        assertEquals("", scanner.place());
    }
}
