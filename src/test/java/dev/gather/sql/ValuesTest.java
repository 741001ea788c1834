package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values mean the same whatever ran before, and keep every digit and character, there and back. */
class ValuesTest extends OnEachDatabase {
    @ParameterizedTest
    @MethodSource("databases")
    void givesAValueTheSameMeaningWhateverCameBefore(TestDatabase database) {
        List<Object> values = Arrays.asList(
                0,
                false,
                true,
                12.5,
                1.5,
                null,
                "nobody",
                "",
                "9007199254740993",
                9007199254740993L,
                new BigDecimal("1.5"),
                new BigInteger("18446744073709551615"),
                new BigDecimal("0.1"));
        List<String> statements = List.of(
                "SELECT id FROM person WHERE email = {% $input %} ORDER BY id",
                "SELECT id FROM person WHERE id = {% $input %}",
                "SELECT id FROM person WHERE id IN ({% [$input, $input] %})",
                "SELECT COALESCE({% $input %}, 'nothing') AS x",
                "SELECT CONCAT(COALESCE({% $input %}, {% $input %}), '') AS x");
        for (String sql : statements) {
            List<Object> afresh = new ArrayList<>();
            for (Object value : values) {
                try (Queries queries = database.reading()) {
                    afresh.add(outcome(queries, sql, value));
                }
            }
            try (Queries queries = database.reading()) {
                for (Object before : values) {
                    for (int i = 0; i < values.size(); i++) {
                        var unused = outcome(queries, sql, before);
                        String order = sql + ": " + values.get(i) + " after " + before;
                        assertEquals(afresh.get(i), outcome(queries, sql, values.get(i)), order);
                    }
                }
            }
        }
    }

    /** The rows, or what is wrong with the value where the database infers a type for it. */
    private static Object outcome(Queries queries, String sql, Object value) {
        try {
            return queries.ask(sql, value);
        } catch (Failure e) {
            return e.toString();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void givesNobodyTheRowsOfOthers(TestDatabase database) {
        String sql = "SELECT id FROM person WHERE email = {% $input %}";
        try (Queries queries = database.reading()) {
            for (Object before : Arrays.asList(0, false, 12.5, null, new BigDecimal("0.5"))) {
                var unused = outcome(queries, sql, before);
                assertEquals(List.of(), queries.ask(sql, "somebody"));
                assertEquals(List.of(Map.of("id", 2L)), queries.ask(sql, "nobody"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void bindsNumbersWithAllTheirDigits(int port) {
        String byId = "SELECT id FROM person WHERE id = {% $input %}";
        String greater = "SELECT {% $input[0] %} > {% $input[1] %} AS x";
        try (Queries queries = to(port)) {
            for (String id : List.of("9007199254740993", "9223372036854775808", "18446744073709551615")) {
                Object found = queries.one(byId, new BigInteger(id));
                assertEquals(id, ((Map<?, ?>) found).get("id").toString());
                assertEquals(found, queries.one(byId, new BigDecimal(id + ".00")));
            }
            assertEquals(List.of(), queries.ask(byId, new BigInteger("9223372036854775809")));
            assertEquals(
                    Map.of("x", 1L),
                    widened(queries.one(greater, List.of(new BigDecimal("10.25"), new BigDecimal("9.50")))));
            String digits = "12345678901234567890123456789012345.123456789012345678901234567890";
            assertEquals(
                    new BigDecimal(digits),
                    ((Map<?, ?>) queries.one("SELECT {% $input %} AS x", new BigDecimal(digits))).get("x"));
            assertEquals(
                    List.of(Map.of("id", 1L)),
                    queries.ask("SELECT id FROM person WHERE price = {% $input %}", new BigDecimal("10.250")));
        }
    }

    @ParameterizedTest
    @MethodSource("postgreSql")
    void bindsNumbersWithAllTheirDigitsWhereTypesAreInferred(TestDatabase database) {
        String byId = "SELECT id FROM person WHERE id = {% $input %}";
        try (Queries queries = database.reading()) {
            for (String id : List.of("9007199254740992", "9007199254740993", "9223372036854775807")) {
                Object found = queries.one(byId, new BigInteger(id));
                assertEquals(id, ((Map<?, ?>) found).get("id").toString());
                assertEquals(found, queries.one(byId, new BigDecimal(id + ".00")));
            }
            String digits = "12345678901234567890123456789012345.123456789012345678901234567890";
            assertEquals(
                    Map.of("x", new BigDecimal(digits)),
                    queries.one("SELECT {% $input %}::numeric AS x", new BigDecimal(digits)));
            assertEquals(
                    List.of(Map.of("id", 1L)),
                    queries.ask("SELECT id FROM person WHERE price = {% $input %}", new BigDecimal("10.250")));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void refusesNumbersThatTheDatabaseDoesNotHave(TestDatabase database) {
        List<Object> numbers = new ArrayList<>(List.of(
                Double.POSITIVE_INFINITY, Double.NaN, new BigDecimal("1e999999999"), new BigDecimal("1e-999999999")));
        if (!database.isPostgreSql()) {
            numbers.addAll(List.of(new BigDecimal("1e65"), new BigDecimal("0.1000000000000000055511151231257827")));
        }
        try (Queries queries = database.reading()) {
            for (Object number : numbers) {
                Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT {% $input %} AS x", number));
                assertEquals(Code.UNSAFE_VALUE, failure.code());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void keepsEveryCharacterAndRefusesHalves(TestDatabase database) {
        String sql = "SELECT {% $input %} AS x";
        try (Queries queries = database.reading()) {
            for (String text : List.of("", "\1", "é", "😀", "\uFFFF", "\uFEFFa", "a'\"`\\%_;-- ", "\r\n\t")) {
                assertEquals(Map.of("x", text), queries.one(sql, text));
            }
            for (String half : List.of("\ud83d", "a\ude00b", "\ude00\ud83d")) {
                Failure failure = assertThrows(Failure.class, () -> queries.one(sql, half));
                assertEquals(Code.UNSAFE_VALUE, failure.code());
            }
        }
    }

    /** PostgreSQL has no such character, and says so. */
    @ParameterizedTest
    @MethodSource("databases")
    void keepsTheCharacterZeroOrRefusesIt(TestDatabase database) {
        String sql = "SELECT {% $input %} AS x";
        try (Queries queries = database.reading()) {
            if (database.isPostgreSql()) {
                Failure failure = assertThrows(Failure.class, () -> queries.one(sql, "a\0"));
                assertEquals(Code.INVALID_VALUE, failure.code());
                assertEquals(Map.of("x", "a"), queries.one(sql, "a"));
            } else {
                assertEquals(Map.of("x", "a\0"), queries.one(sql, "a\0"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void readsDatesThatAreNoneOfTheCalendar(int port) {
        try (Queries queries = to(port)) {
            List<?> rows = (List<?>) queries.ask("SELECT day, at FROM moment ORDER BY id");

            assertEquals(
                    "[{day=1987-05-00, at=1987-05-00T10:11:12.5}, {day=null, at=null},"
                            + " {day=2024-02-29, at=2024-02-29T00:00:00}, {day=1987-00-00, at=0000-00-00T10:00:00},"
                            + " {day=null, at=null}]",
                    rows.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void readsColumnsOfEveryType(int port) {
        String sql = """
                SELECT CAST(-128 AS SIGNED) AS a, 255 AS b, CAST(18446744073709551615 AS UNSIGNED) AS c, b'1' + 0 AS d,
                    CAST(1.10 AS DECIMAL(65,30)) AS e, CAST(0.1 AS FLOAT) AS f, 1e300 AS g, TIME '-800:00:01.5' AS h,
                    TIME '00:00:00' AS i, CAST('ab' AS BINARY) AS j, YEAR('2024-01-01') AS k, 'x' AS l, NULL AS m,
                    b'1111111111111111111111111111111111111111111111111111111111111111' AS n
                """;
        try (Queries queries = to(port)) {
            Map<?, ?> row = (Map<?, ?>) queries.one(sql, null);

            assertEquals(
                    "{a=-128, b=255, c=18446744073709551615, d=1, e=1.100000000000000000000000000000, f=0.1, g=1.0E300,"
                            + " h=-800:00:01.500000, i=00:00:00, j=YWI=, k=2024, l=x, m=null, n=//////////8=}",
                    row.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void readsJsonWithAllDigits(int port) {
        String json = "{\"a\":[12345678901234567890.0000000002,18446744073709551615,true,null,\"é\"],\"b\":{}}";
        try (Queries queries = to(port)) {
            Object read = ((Map<?, ?>) queries.one("SELECT JSON_COMPACT({% $input %}) AS x", json)).get("x");
            assertEquals(json, read);
        } catch (Failure ofMySql) {
            assertEquals("a function does not exist (MySQL error 1305)", ofMySql.getMessage());
            try (Queries queries = to(port)) {
                Object read = ((Map<?, ?>) queries.one("SELECT CAST({% $input %} AS JSON) AS x", json)).get("x");
                assertEquals(
                        "{a=[1.2345678901234567E+19, 18446744073709551615, true, null, é], b={}}", read.toString());
                Object exact = queries.one(
                        "SELECT JSON_ARRAY(CAST('12345678901234567890.0000000002' AS DECIMAL(40,10))) AS x", null);
                assertEquals("{x=[12345678901234567890.0000000002]}", exact.toString());
            }
        }
    }
}
