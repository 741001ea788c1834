package dev.gather.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import dev.gather.json.CompactObject;
import dev.gather.json.Names;
import dev.gather.source.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows in MySQL's binary protocol, byte by byte, and what they become. */
class ResultReaderTest {
    private static final SqlCall.Rows MANY = new SqlCall.Rows(false, false);
    private static final SqlCall.Rows ONE = new SqlCall.Rows(true, false);
    private static final int LONGLONG = 0x08;
    private static final int UTF8MB4 = 45;
    private static final int BINARY = 63;

    private final MemoryBudget.Share memory = new MemoryBudget(100_000).share();

    private static ByteBuf column(String name, int type, int collation, int flags) {
        ByteBuf definition = Unpooled.buffer();
        for (String text : List.of("def", "shop", "t", "t", name, name)) {
            definition.writeByte(text.length()).writeBytes(text.getBytes(UTF_8));
        }
        return definition
                .writeByte(0x0C)
                .writeShortLE(collation)
                .writeIntLE(255)
                .writeByte(type)
                .writeShortLE(flags)
                .writeByte(0)
                .writeShortLE(0);
    }

    /** The values in hexadecimal, after the header byte and the bits of the NULLs. */
    private static ByteBuf row(String hex) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private ResultReader reader(SqlCall.Rows rows, String... names) {
        ResultReader reader = new ResultReader(rows, memory, false);
        reader.columns(names.length);
        Arrays.stream(names).forEach(name -> reader.column(column(name, LONGLONG, BINARY, 0)));
        return reader;
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "TINYINT           | 01 | 00 | ff                       | -1",
                "TINYINT UNSIGNED  | 01 | 20 | ff                       | 255",
                "SMALLINT          | 02 | 00 | fe ff                    | -2",
                "SMALLINT UNSIGNED | 02 | 20 | fe ff                    | 65534",
                "YEAR              | 0d | 20 | e8 07                    | 2024",
                "MEDIUMINT         | 09 | 00 | ff ff ff ff              | -1",
                "INT               | 03 | 00 | 00 00 00 80              | -2147483648",
                "INT UNSIGNED      | 03 | 20 | ff ff ff ff              | 4294967295",
                "BIGINT            | 08 | 00 | ff ff ff ff ff ff ff 7f  | 9223372036854775807",
                "BIGINT UNSIGNED   | 08 | 20 | ff ff ff ff ff ff ff ff  | 18446744073709551615",
                "FLOAT             | 04 | 00 | cd cc cc 3d              | 0.1",
                "DOUBLE            | 05 | 00 | 9a 99 99 99 99 99 b9 3f  | 0.1",
                "DECIMAL           | f6 | 00 | 04 31 2e 35 30           | 1.50",
                "BIT               | 10 | 20 | 02 01 00                 | 256",
                "BIT of 64         | 10 | 20 | 08 ff ff ff ff ff ff ff ff | 18446744073709551615",
                "JSON              | f5 | 00 | 09 7b 22 61 22 3a 31 2e 30 7d | {a=1.0}",
                "GEOMETRY          | ff | 00 | 19 00 00 00 00 01 01 00 00 00 00 00 00 00 00 00 f0 3f 00 00 00 00 00 00 00 40 |"
                        + " {type=Point, coordinates=[1.0, 2.0]}",
                "GEOMETRY, turned  | ff | 00 | 19 e6 10 00 00 00 00 00 00 01 3f f0 00 00 00 00 00 00 40 00 00 00 00 00 00 00 |"
                        + " {type=Point, coordinates=[1.0, 2.0]}",
                "GEOMETRY, empty   | ff | 00 | 0d 00 00 00 00 01 07 00 00 00 00 00 00 00 |"
                        + " {type=GeometryCollection, geometries=[]}",
                "VECTOR            | f2 | 00 | 08 cd cc cc 3d 00 00 80 bf | [0.1, -1.0]",
                "VECTOR, empty     | f2 | 00 | 00                       | []",
                "DATE              | 0a | 00 | 04 e8 07 02 1d           | 2024-02-29",
                "the zero date     | 0a | 00 | 00                       | null",
                "DATETIME          | 0c | 00 | 04 e8 07 02 1d           | 2024-02-29T00:00:00",
                "DATETIME          | 0c | 00 | 07 e8 07 02 1d 17 3b 05  | 2024-02-29T23:59:05",
                "DATETIME(6)       | 0c | 00 | 0b e8 07 02 1d 17 3b 05 20 a1 07 00 | 2024-02-29T23:59:05.5",
                "TIMESTAMP         | 07 | 00 | 0b e8 07 02 1d 00 00 00 01 00 00 00 | 2024-02-29T00:00:00.000001+00:00",
                "TIME              | 0b | 00 | 00                       | 00:00:00",
                "TIME              | 0b | 00 | 08 00 00 00 00 00 17 3b 05 | 23:59:05",
                "TIME beyond a day | 0b | 00 | 08 01 21 00 00 00 08 00 01 | -800:00:01",
                "TIME(6)           | 0b | 00 | 0c 00 00 00 00 00 01 02 03 20 a1 07 00 | 01:02:03.500000"
            })
    void readsAValue(String unusedName, String type, String flags, String bytes, String value) {
        ResultReader reader = new ResultReader(MANY, memory, false);
        reader.columns(1);
        reader.column(column("x", Integer.parseInt(type, 16), BINARY, Integer.parseInt(flags, 16)));

        reader.row(row("00 00" + bytes));

        assertEquals("[{x=" + value + "}]", reader.value().toString());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "f3 | 01 61                                         | a column has a type that is not known (MySQL type 243): convert it in the query, as with CAST",
                "f2 | 03 00 00 00                                   | a vector cannot be read",
                "ff | 09 00 00 00 00 01 08 00 00 00                 | a geometry cannot be read",
                "ff | 19 00 00 00 00 01 01 00 00 00 00 00 00 00 00 00 f8 7f 00 00 00 00 00 00 00 40 | a geometry cannot be read"
            })
    void failsWhereAGuessCouldBeWrong(String type, String bytes, String message) {
        ResultReader reader = new ResultReader(MANY, memory, false);
        reader.columns(1);
        reader.column(column("x", Integer.parseInt(type, 16), BINARY, 0));

        Failure failure = assertThrows(Failure.class, () -> reader.row(row("00 00" + bytes)));

        assertEquals(message, failure.getMessage());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "UTF-8           | 45 | fd | 06 c3 bc f0 9f 98 80 | ü😀",
                "Latin-1         | 8  | fd | 01 fc                | ü",
                "bytes           | 63 | fd | 02 c3 bc             | w7w=",
                "a blob          | 63 | fc | 00                   | ''",
                "a long length   | 45 | fd | fc 03 00 61 62 63    | abc",
                "a longer length | 45 | fd | fd 01 00 00 61       | a"
            })
    void readsATextByItsCollation(String unusedName, int collation, String type, String bytes, String value) {
        ResultReader reader = new ResultReader(ONE, memory, false);
        reader.columns(1);
        reader.column(column("x", Integer.parseInt(type, 16), collation, 0));

        reader.row(row("00 00" + bytes));

        assertEquals("{x=" + value + "}", reader.value().toString());
    }

    /** The first two bits of the NULLs stand for nothing, so that the seventh column's is in the second byte. */
    @Test
    void knowsWhichColumnsAreNull() {
        ResultReader reader = reader(MANY, "a", "b", "c", "d", "e", "f", "g", "h");
        String seven = "07 00 00 00 00 00 00 00";

        reader.row(row("00 f8 02" + seven + seven));

        assertEquals(
                "[{a=7, b=null, c=null, d=null, e=null, f=null, g=7, h=null}]",
                reader.value().toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "many of none   | false | false | 0 | []",
                "many of two    | false | true  | 2 | [{a=0}, {a=1}]",
                "one of two     | true  | true  | 2 | {a=0}"
            })
    void makesOfTheRows(String unusedName, boolean one, boolean neededOnce, int rows, String value) {
        ResultReader reader = reader(new SqlCall.Rows(one, neededOnce), "a");

        for (int i = 0; i < rows; i++) {
            reader.row(row("00 00 0" + i + " 00 00 00 00 00 00 00"));
        }

        assertEquals(value, reader.value().toString());
        assertEquals(rows, reader.found());
    }

    @Test
    void failsWhereNoRowIsThereAndOneIsNeeded() {
        ResultReader reader = reader(new SqlCall.Rows(true, true), "a");

        Failure failure = assertThrows(Failure.class, reader::value);

        assertEquals(Failure.Code.MISSING, failure.code());
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        ResultReader reader = reader(MANY, "id", "b", "id");

        Failure failure = assertThrows(Failure.class, reader::value);

        assertEquals("malformed: two columns of the query are named 'id': give one an alias", failure.toString());
    }

    @Test
    void takesPacketsBehindTheLastColumnForNone() {
        ResultReader reader = reader(MANY, "a");

        reader.column(row("fe 00 00 02 00"));
        reader.row(row("00 00 05 00 00 00 00 00 00 00"));

        assertEquals("[{a=5}]", reader.value().toString());
    }

    @Test
    void endsWhereTheRowsDoNotFitTheMemory() {
        ResultReader reader = reader(MANY, "a");

        Failure failure = assertThrows(Failure.class, () -> {
            for (int i = 0; i < 1_000; i++) {
                reader.row(row("00 00 05 00 00 00 00 00 00 00"));
            }
        });

        assertEquals(Failure.Code.TOO_LARGE, failure.code());
    }

    @Test
    void readsTheNameOfAColumnInUtf8() {
        ResultReader reader = new ResultReader(ONE, memory, false);
        reader.columns(1);
        ByteBuf definition = Unpooled.buffer();
        definition
                .writeBytes(row("03 646566 00 00 00 02 c3bc 00 0c"))
                .writeShortLE(UTF8MB4)
                .writeIntLE(4);
        reader.column(definition.writeByte(0x01).writeShortLE(0));

        reader.row(row("00 00 01"));

        assertEquals("{ü=1}", reader.value().toString());
    }

    /** A name with a sign has unsigned numbers. */
    @ParameterizedTest(name = "after {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a b   | a b",
                "a b   | a c",
                "a b   | b a",
                "a b   | a",
                "a     | a b",
                "a b   | +a b",
                "a b   | a +b",
                "a b   | a b a",
                "a a   | a b",
                "a b c | a c b"
            })
    void readsEachResultLikeTheFirst(String earlier, String later) {
        SqlCall.Rows rows = new SqlCall.Rows(false, false);
        String unused = read(rows, earlier);

        String expected = read(new SqlCall.Rows(false, false), later);

        assertEquals(expected, read(rows, later));
        assertEquals(expected, read(rows, later));
    }

    /** The value of one row, or the failure. */
    private String read(SqlCall.Rows rows, String columns) {
        String[] names = columns.split(" ");
        ResultReader reader = new ResultReader(rows, memory, false);
        reader.columns(names.length);
        for (String name : names) {
            reader.column(column(name.replace("+", ""), LONGLONG, BINARY, name.startsWith("+") ? 0x20 : 0));
        }
        reader.row(row("00 00" + " ff ff ff ff ff ff ff ff".repeat(names.length)));
        try {
            return reader.value().toString();
        } catch (Failure failure) {
            return failure.toString();
        }
    }

    @Test
    void sharesTheNamesOfResultsWithTheSameColumns() {
        SqlCall.Rows rows = new SqlCall.Rows(true, false);

        assertSame(names(rows), names(rows));
    }

    private Names names(SqlCall.Rows rows) {
        ResultReader reader = reader(rows, "a", "b");
        reader.row(row("00 00" + " 01 00 00 00 00 00 00 00".repeat(2)));
        return ((CompactObject) reader.value()).names();
    }
}
