package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.source.Scope;
import dev.gather.stub.FakeDatabase;
import dev.gather.stub.Soon;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Behind a proxy nothing is prepared, and everything means the same. */
class TextProtocolTest extends OnEachMySql {
    @BeforeAll
    void create() {
        mySqlPorts().forEach(port -> runOn(port, """
                DROP TABLE IF EXISTS shown;
                CREATE TABLE shown (id INT PRIMARY KEY, tiny TINYINT, small SMALLINT UNSIGNED, medium MEDIUMINT, big BIGINT,
                    huge BIGINT UNSIGNED, price DECIMAL(30,10), half FLOAT, whole DOUBLE, bits BIT(64), made YEAR, yes BOOLEAN,
                    day DATE, local DATETIME, exact DATETIME(6), at TIMESTAMP(3) NULL, span TIME, spans TIME(2), name VARCHAR(50)
                    CHARACTER SET latin1, words LONGTEXT, bytes BLOB, doc JSON, spot POINT, kind ENUM('a', 'b'), kinds SET('a', 'b'));
                SET time_zone = '+00:00', sql_mode = '';
                INSERT INTO shown VALUES
                    (1, -128, 65535, -8388608, -9223372036854775808, 18446744073709551615, 12345678901234567890.1234567890, 0.5,
                        2.2250738585072014e-308, ~0, 2024, TRUE, '2024-02-29', '2024-02-29 10:11:12', '2024-02-29 10:11:12.000001',
                        '2024-02-29 10:11:12.250', '-838:59:59', '-00:00:00.05', 'é', 'ü😀', x'00ff', '{"a": [1.5, null]}',
                        POINT(1, 2), 'b', 'a,b'),
                    (2, 127, 0, 8388607, 9223372036854775807, 0, -0.0000000001, -1, 1.7976931348623157e308, 0, 1901, FALSE,
                        '0000-00-00', '0000-00-00', '1987-05-00 00:00:00', NULL, '00:00:00', '23:59:59.99', '', REPEAT('x', 70000),
                        '', 'null', NULL, 'a', ''),
                    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                        NULL, NULL, NULL, NULL, NULL, NULL)
                """));
    }

    private static Queries proxied(int port) {
        return Queries.to(
                Queries.at(port),
                1,
                Map.of("allow-public-key-retrieval", "true", "rds-proxy", "true", "writes", "true"));
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void readsTheSameRows(int port) throws IOException {
        String sql = "SELECT * FROM shown ORDER BY id";
        try (Queries prepared = to(port);
                Queries proxied = proxied(port)) {
            assertEquals(ExactJson.text(prepared.ask(sql)), ExactJson.text(proxied.ask(sql)));
            assertEquals(prepared.one(sql, null), proxied.one(sql, null));
            ColumnTypes types = new ColumnTypes(true, Set.of("doc"), ColumnTypes.PLAIN.zone());
            assertEquals(prepared.typed(sql, types), proxied.typed(sql, types));
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void bindsTheSameValues(int port) {
        try (Queries queries = proxied(port)) {
            String hostile = "x' OR '1'='1\\";
            assertEquals(
                    List.of(Map.of("a", hostile, "c", new BigDecimal("12.50"))),
                    List.of(queries.one("SELECT {% $input %} AS a, 12.50 AS c", hostile)));
            assertEquals(
                    List.of(Map.of("id", 1L), Map.of("id", 2L)),
                    queries.ask(
                            "SELECT id FROM person WHERE id IN ({% $input %}) ORDER BY id LIMIT {% 2 %}",
                            List.of(2, 1, 7)));
            assertEquals(List.of(), queries.ask("SELECT id FROM person WHERE email IN ({% $input %})", List.of()));
            assertEquals(
                    List.of(Map.of("id", 1L)), queries.ask("SELECT id FROM person WHERE half = {% $input %}", 0.5));
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void writesAndFailsTheSame(int port) {
        try (Queries queries = proxied(port)) {
            assertEquals(
                    1L,
                    queries.write("INSERT INTO trace VALUES ({% $input %})", 7).get("affected"));
            Failure unknown = assertThrows(Failure.class, () -> queries.ask("SELECT nothing FROM person"));
            assertEquals("a column does not exist (MySQL error 1054)", unknown.getMessage());
            Failure reading = assertThrows(Failure.class, () -> queries.ask("SELECT leave_trace()"));
            assertEquals(Code.QUERY, reading.code());
            assertEquals(List.of(Map.of("x", 7L)), queries.ask("SELECT x + 0 AS x FROM trace WHERE x = 7"));
        }
    }

    /** Otherwise the database would run what is on its way, although it refused the settings or the transaction. */
    @ParameterizedTest
    @CsvSource({"SET SESSION, false", "SET SESSION, true", "START TRANSACTION, true"})
    void sendsNothingBeforeTheSessionIsReady(String refused, boolean transactional) throws Exception {
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    connection.login();
                    connection.refuse(refused, 1193);
                });
                Queries queries = proxied(database.port())) {
            Scope scope = queries.scope(transactional);
            CompletableFuture<Object> write = queries.startWrite("UPDATE t SET a = 1", null, scope);
            assertThrows(RuntimeException.class, write::join);

            assertTrue(Soon.soon(() -> database.open() == 0), "the connection stayed open");
            assertTrue(database.statements().stream().noneMatch(sent -> sent.contains("/* gather")));
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void logsNoValueOfAStatementThatIsNotValid(int port) {
        try (Queries queries = proxied(port)) {
            for (Object secret : List.of("s3cret", 4711L)) {
                Failure failure = assertThrows(
                        Failure.class,
                        () -> queries.ask("SELECT id FROM person WHERE WHERE id = {% $input %}", secret));

                assertEquals("the query is not valid SQL (MySQL error 1064)", failure.getMessage());
                assertTrue(
                        failure.detail().contains("the database shows values, which are not logged"), failure::detail);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void keepsValuesApartFromWords(int port) {
        String sql = "SELECT id FROM person WHERE id = 1 AND{% $input %}";
        try (Queries prepared = to(port);
                Queries proxied = proxied(port)) {
            for (Object value : List.of(1L, new BigDecimal("1.5"), "1", 0.5, true)) {
                assertEquals(List.of(Map.of("id", 1L)), prepared.ask(sql, value));
                assertEquals(List.of(Map.of("id", 1L)), proxied.ask(sql, value));
            }
            assertEquals(List.of(), prepared.ask(sql, List.of()));
            assertEquals(List.of(), proxied.ask(sql, List.of()));
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void setsNothingThatPinsAndPreparesNothing(int port) {
        try (Queries queries = proxied(port)) {
            for (int i = 0; i < 3; i++) {
                queries.run("SELECT id FROM person WHERE id = {% $input %}", i);
            }
            Object shown = queries.ask("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'");
            assertEquals(List.of(Map.of("Variable_name", "Com_stmt_prepare", "Value", "0")), shown);
            Object zone = queries.ask("SELECT @@time_zone AS z, @@autocommit AS a");
            assertEquals(List.of(Map.of("z", "+00:00", "a", 1L)), zone);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT 1, SELECT /*+ MAX_EXECUTION_TIME(1250) */ 1",
        "select 1, select /*+ MAX_EXECUTION_TIME(1250) */ 1",
        "SELECT /*+ MAX_EXECUTION_TIME(5) */ 1, SELECT /*+ MAX_EXECUTION_TIME(5) */ 1",
        "WITH a AS (SELECT 1) SELECT 2, WITH a AS (SELECT 1) SELECT 2",
        "SHOW TABLES, SHOW TABLES"
    })
    void saysItsLimitItself(String sql, String hinted) {
        StatementLimit limit = StatementLimit.of(Duration.ofMillis(200), Duration.ofSeconds(10));
        assertEquals(1250, limit.in(false).toMillis());
        assertEquals(hinted, limit.hinted(sql));
    }
}
