package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.SourceFailure;
import dev.gather.composition.SourceFailure.Code;
import dev.gather.dev.EmbeddedDatabase;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.Pool;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What queries mean, one after the other on one connection. The database is the embedded MariaDB, and beside it a MySQL
 * whose port {@code -Dtest.mysql-port} names, with the user gather and the database demo.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DatabaseTest {
    private static final int PORT_OF_MYSQL = Integer.getInteger("test.mysql-port", 0);

    private static final String TABLES = """
            DROP TABLE IF EXISTS person;
            CREATE TABLE person (id BIGINT UNSIGNED PRIMARY KEY, email VARCHAR(50), price DECIMAL(20,4), half DOUBLE);
            INSERT INTO person VALUES (1, 'a@x', 10.25, 0.5), (2, 'nobody', 9.5, 1.5), (9007199254740992, 'c', 1, 1),
                (9007199254740993, 'd', 1, 1), (9223372036854775808, 'e', 1, 1), (18446744073709551615, 'f', 1, 1);
            DROP TABLE IF EXISTS trace;
            CREATE TABLE trace (x INT);
            DROP FUNCTION IF EXISTS leave_trace;
            CREATE FUNCTION leave_trace() RETURNS INT DETERMINISTIC MODIFIES SQL DATA
                BEGIN INSERT INTO trace VALUES (1); RETURN 1; END;
            DROP FUNCTION IF EXISTS remember;
            CREATE FUNCTION remember(x INT) RETURNS INT NO SQL BEGIN SET @remembered = x; RETURN x; END;
            SET SESSION sql_mode = '';
            DROP TABLE IF EXISTS moment;
            CREATE TABLE moment (id INT PRIMARY KEY, day DATE, at DATETIME(6));
            INSERT INTO moment VALUES (1, '1987-05-00', '1987-05-00 10:11:12.5'), (2, '0000-00-00', '0000-00-00'),
                (3, '2024-02-29', '2024-02-29 00:00:00'), (4, '1987-00-00', '0000-00-00 10:00:00'), (5, NULL, NULL)
            """;

    private EmbeddedDatabase mariaDb;

    @BeforeAll
    void start() {
        mariaDb = EmbeddedDatabase.startWithTls(
                Path.of("src/test/resources/tls/server.pem"), Path.of("src/test/resources/tls/server-key.pem"));
        ports().forEach(DatabaseTest::fill);
    }

    @AfterAll
    void stop() {
        mariaDb.close();
    }

    List<Integer> ports() {
        int port = URI.create(mariaDb.url()).getPort();
        return PORT_OF_MYSQL == 0 ? List.of(port) : List.of(port, PORT_OF_MYSQL);
    }

    private static void fill(int port) {
        Vertx vertx = Vertx.vertx();
        Pool pool =
                MySQLBuilder.pool().using(vertx).connectingTo(Queries.at(port)).build();
        try {
            pool.query(TABLES)
                    .execute()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** All on one connection. */
    private static Queries to(int port) {
        return Queries.to(Queries.at(port), 1, Map.of("allow-public-key-retrieval", "true"));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void givesAValueTheSameMeaningWhateverCameBefore(int port) {
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
                try (Queries queries = to(port)) {
                    afresh.add(queries.ask(sql, value));
                }
            }
            try (Queries queries = to(port)) {
                for (Object before : values) {
                    for (int i = 0; i < values.size(); i++) {
                        queries.run(sql, new Object[] {before});
                        String order = sql + ": " + values.get(i) + " after " + before;
                        assertEquals(afresh.get(i), queries.ask(sql, values.get(i)), order);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void givesNobodyTheRowsOfOthers(int port) {
        String sql = "SELECT id FROM person WHERE email = {% $input %}";
        try (Queries queries = to(port)) {
            for (Object before : Arrays.asList(0, false, 12.5, null, new BigDecimal("0.5"))) {
                queries.run(sql, new Object[] {before});
                assertEquals(List.of(), queries.ask(sql, "somebody"));
                assertEquals(List.of(Map.of("id", 2L)), queries.ask(sql, "nobody"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
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
    @MethodSource("ports")
    void refusesNumbersThatMySqlDoesNotHave(int port) {
        try (Queries queries = to(port)) {
            for (Object number : List.of(
                    new BigDecimal("1e999999999"),
                    new BigDecimal("1e-999999999"),
                    new BigDecimal("1e65"),
                    new BigDecimal("0.1000000000000000055511151231257827"),
                    Double.POSITIVE_INFINITY,
                    Double.NaN)) {
                SourceFailure failure =
                        assertThrows(SourceFailure.class, () -> queries.ask("SELECT {% $input %} AS x", number));
                assertEquals(Code.UNSAFE_VALUE, failure.code());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void keepsEveryCharacterAndRefusesHalves(int port) {
        String sql = "SELECT {% $input %} AS x";
        try (Queries queries = to(port)) {
            for (String text : List.of("", "\0", "é", "😀", "\uFFFF", "\uFEFFa", "a'\"`\\%_;-- ", "\r\n\t")) {
                assertEquals(Map.of("x", text), queries.one(sql, text));
            }
            for (String half : List.of("\ud83d", "a\ude00b", "\ude00\ud83d")) {
                SourceFailure failure = assertThrows(SourceFailure.class, () -> queries.one(sql, half));
                assertEquals(Code.UNSAFE_VALUE, failure.code());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void forgetsWhatStatementsLeaveInASession(int port) {
        try (Queries queries = to(port)) {
            queries.run("SELECT @k := {% $input %} AS x", "secret");
            assertEquals(nothing(), queries.one("SELECT @k AS x", null));
            queries.run("SELECT remember(5) AS x");
            assertEquals(nothing(), queries.one("SELECT @remembered AS x", null));
            queries.run("SELECT GET_LOCK('gather', 0) AS x");
            assertEquals(Map.of("x", 1L), widened(queries.one("SELECT IS_FREE_LOCK('gather') AS x", null)));
            queries.run("SELECT LAST_INSERT_ID(77) AS x");
            assertEquals(Map.of("x", 0L), widened(queries.one("SELECT LAST_INSERT_ID() AS x", null)));
            queries.run("SELECT id FROM person");
            assertEquals(Map.of("x", 0L), widened(queries.one("SELECT FOUND_ROWS() AS x", null)));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void goesOnAfterAResetWithTheSameMeaning(int port) {
        String settings =
                "SELECT @@character_set_client AS a, @@character_set_results AS b, @@collation_connection AS c";
        try (Queries queries = to(port)) {
            Object before = queries.one(settings, null);
            queries.run("SELECT {% $input %} AS x", "é😀");
            queries.run("SELECT @k := 1 AS x");
            assertEquals(before, queries.one(settings, null));
            assertEquals(Map.of("x", "é😀"), queries.one("SELECT {% $input %} AS x", "é😀"));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void refusesFunctionsThatWriteAlsoAfterAReset(int port) {
        try (Queries queries = to(port)) {
            for (int i = 0; i < 3; i++) {
                SourceFailure failure =
                        assertThrows(SourceFailure.class, () -> queries.ask("SELECT leave_trace() AS x"));
                assertEquals(
                        "the query writes, where only reading is allowed (MySQL error 1792)", failure.getMessage());
            }
            assertEquals(List.of(), queries.ask("SELECT x FROM trace"));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
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
    @MethodSource("ports")
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
    @MethodSource("ports")
    void readsJsonWithAllDigits(int port) {
        String json = "{\"a\":[12345678901234567890.0000000002,18446744073709551615,true,null,\"é\"],\"b\":{}}";
        try (Queries queries = to(port)) {
            Object read = ((Map<?, ?>) queries.one("SELECT JSON_COMPACT({% $input %}) AS x", json)).get("x");
            assertEquals(json, read);
        } catch (SourceFailure ofMySql) {
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

    @ParameterizedTest
    @MethodSource("ports")
    void speaksTls(int port) {
        try (Queries queries =
                Queries.to(Queries.at(port).setSslMode(SslMode.REQUIRED).setTrustAll(true), 2, Map.of())) {
            Map<?, ?> row = (Map<?, ?>) queries.one("SHOW STATUS LIKE 'Ssl_cipher'", null);

            assertTrue(row.get("Value").toString().length() > 3, row::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void killsWhatWasGivenUpAndNothingElse(int port) throws Exception {
        String running = "SELECT COUNT(*) AS x FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP(%'";
        SqlCall.Rows many = new SqlCall.Rows(false, false);
        try (Queries queries = Queries.to(Queries.at(port), 4, Map.of("allow-public-key-retrieval", "true"))) {
            CompletableFuture<Object> kept = queries.start("SELECT SLEEP(3) AS x", null, many);
            CompletableFuture<Object> givenUp = queries.start("SELECT SLEEP(9) AS y", null, many);
            assertTrue(RogueDatabaseTest.soon(() -> counts(queries, running) == 2), "two were expected to run");
            givenUp.cancel(true);

            assertTrue(RogueDatabaseTest.soon(() -> counts(queries, running) == 1), "it still runs");
            assertEquals("[{x=0}]", kept.join().toString());
        }
    }

    private static long counts(Queries queries, String sql) {
        return ((Number) ((Map<?, ?>) queries.one(sql, null)).get("x")).longValue();
    }

    private static Map<String, Object> nothing() {
        Map<String, Object> row = new HashMap<>();
        row.put("x", null);
        return row;
    }

    /** MySQL and MariaDB differ in how wide a small number is. */
    private static Map<String, Object> widened(Object row) {
        return Map.of("x", ((Number) ((Map<?, ?>) row).get("x")).longValue());
    }
}
