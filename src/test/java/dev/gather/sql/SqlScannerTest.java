package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MySQL's words told from what is quoted and commented; a word with {@code ()} behind it is called. */
class SqlScannerTest {
    private static String words(SqlScanner scanner, String piece) {
        return scanner.scan(piece, true).stream()
                .map(token -> token.text() + (token.called() ? "()" : ""))
                .collect(Collectors.joining(" "));
    }

    /** {@code ¶} is the end of a line. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "words and characters           | SELECT a, b.c FROM t;       | SELECT a , b.c FROM t ;",
                "numbers and variables          | @a := 1.5 + @@x.y           | @a : = 1.5 + @@x.y",
                "a function                     | COUNT(*), SUM (x), a + (b)  | COUNT() ( * ) , SUM() ( x ) , a + ( b )",
                "a string                       | a 'b DELETE c' d            | a ' d",
                "a string in double quotes      | a \"b ' c\" d               | a \" d",
                "a quoted name                  | `a ' b` c                   | ` c",
                "a doubled quote                | 'it''s DELETE' a            | ' ' a",
                "an escaped quote               | 'it\\'s DELETE' a           | ' a",
                "an escaped backslash           | 'a\\\\' b                   | ' b",
                "no escape in a quoted name     | `a\\` b                     | ` b",
                "a line comment                 | a -- b ' c¶d                | a d",
                "a line comment at the end      | a --                        | a",
                "two minus signs are none       | 1--1                        | 1 - - 1",
                "a hash comment                 | a # b ' c¶d                 | a d",
                "a block comment                | a /* b ' ¶ c */ d           | a d",
                "comments do not nest           | a /* b /* c */ d            | a d",
                "a slash and a star apart       | a / * b                     | a / * b",
                "a comment that MySQL runs      | a /*! DELETE */ b           | a /*! b",
                "one that MariaDB runs          | a /*M!100 DELETE */ b       | a /*! b",
                "no comment in a string         | '/* a' b '*/'               | ' b '",
                "no string in a comment         | /* ' */ a /* ' */           | a",
                "a comment before a control    | a --\u007F ' c¶d            | a d",
                "decimals that end              | 1.INTO 1.5a .5a 1.5.5a      | 1. INTO 1.5 a .5 a 1.5 .5 a",
                "exponents that end             | 1e0a 1E+0a 1.e5a .5e-5a     | 1e0 a 1E+0 a 1.e5 a .5e-5 a",
                "names that begin like numbers  | 1a 1e 1_2 1eINTO 1a.b 1é.b  | 1a 1e 1_2 1eINTO 1a.b 1é.b",
                "hexadecimals and bits          | 0x1F 0b01 0x1F.5a 0b01.5a   | 0x1F 0b01 0x1F .5 a 0b01 .5 a",
                "names that begin like these    | 0x1FINTO 0b01INTO 0b2 0x    | 0x1FINTO 0b01INTO 0b2 0x",
                "names behind names             | t.1e0a @1.a @@b.1.a t.5     | t.1e0a @1.a @@b.1.a t.5",
                "numbers behind quotes          | 'a'.5b `a`1.b               | ' .5 b ` 1. b",
                "another name of NULL           | \\NINTO a \\n              | \\N INTO a \\ n",
                "letters of any script          | SELECT größe, 値            | SELECT größe , 値"
            })
    void tellsWords(String unusedName, String sql, String words) {
        assertEquals(words, words(new MySqlScanner(), sql.replace('¶', '\n')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT a      | ~~            | b",
                "SELECT 'a     | a string      | b DELETE' c => ' c",
                "SELECT \"a    | a string      | b\" c => \" c",
                "SELECT `a     | a quoted name | b` c => ` c",
                "SELECT a -- b | a comment     | c¶d => d",
                "SELECT a # b  | a comment     | c¶d => d",
                "SELECT /* a   | a comment     | b */ c => c",
                "SELECT 'a'    | ~~            | b",
                "SELECT 'a\\'  | a string      | b' c => ' c"
            })
    void keepsWhatIsOpenFromPieceToPiece(String first, String place, String second) {
        SqlScanner scanner = new MySqlScanner();
        List<String> next = Stream.of(second.split(" => ")).toList();

        var unused = scanner.scan(first, false);

        assertEquals(place, scanner.place());
        assertEquals(next.get(next.size() - 1), words(scanner, next.get(0).replace('¶', '\n')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"a 'b' c(d) | [0, 4, 6, 7, 8, 9]"})
    void tellsWhereEachWordStands(String sql, String offsets) {
        assertEquals(
                offsets,
                new MySqlScanner()
                        .scan(sql, true).stream()
                                .map(SqlScanner.Token::offset)
                                .toList()
                                .toString());
    }
}
