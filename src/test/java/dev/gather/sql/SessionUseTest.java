package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.stub.FakeDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements leave in a session is known from their text, and costs nothing where they leave nothing. */
class SessionUseTest {
    /** The SQL mode of sessions by default. */
    static final String MODE = "REPLACE(".repeat(8)
            + "@@sql_mode, 'ANSI_QUOTES', ''), 'ANSI', ''), 'DB2', ''), 'MAXDB', ''), 'MSSQL', ''), 'ORACLE', '')"
            + ", 'POSTGRESQL', ''), 'NO_BACKSLASH_ESCAPES', '')";

    private static final String SETTINGS =
            "SET SESSION autocommit = 1, SESSION time_zone = '+00:00', SESSION sql_mode = " + MODE;

    private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT id, COUNT(*), SUM(total) FROM orders WHERE id IN ({% $input %}) GROUP BY id LIMIT {% $input %}",
                "SELECT JSON_OBJECT('a', IF (x > 1, 'GET_LOCK(', \"@k\")), `@k` FROM t -- @k := 1",
                "SELECT @@version, @@session.sql_mode",
                "WITH c AS (SELECT 1) SELECT * FROM c WHERE EXISTS (SELECT 1) /* GET_LOCK('a', 1) */",
                "SELECT ROW_NUMBER() OVER (PARTITION BY a) FROM t LIMIT 5",
                "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c",
                "SELECT a FROM (VALUES ROW(1)) AS v (a)",
                "SELECT CAST(a AS NCHAR(10)) FROM t USE INDEX (i)",
                "SHOW TABLES",
                "SELECT status, warnings FROM t"
            })
    void leavesNothing(String sql) {
        assertEquals(SessionUse.NONE, Queries.useOf(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT @k := 1",
                "SELECT @k",
                "SELECT @`k` := 1",
                "SELECT @'k' := {% $input %}",
                "SELECT GET_LOCK('a', 0)",
                "SELECT get_lock ('a', 0)",
                "SELECT GET_LOCK/**/('a', 0)",
                "SELECT GET_LOCK -- x\n('a', 0)",
                "SELECT RELEASE_ALL_LOCKS()",
                "SELECT my_function(1)",
                "SELECT 1 AS a, my_function(1)",
                "WITH c AS (SELECT f(1)) SELECT 1",
                "SELECT demo.abs(1)",
                "SELECT demo . abs (1)",
                "SELECT `demo`.`abs`(1)",
                "SELECT `demo`.abs(1)",
                "SELECT `f`(1)",
                "SELECT NEXTVAL(s)",
                "SELECT * FROM t WHERE x = (SELECT y FROM u WHERE z = f({% $input %}))"
            })
    void leavesSomething(String sql) {
        assertEquals(SessionUse.LEAVES, Queries.useOf(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT FOUND_ROWS()",
                "SELECT ROW_COUNT()",
                "SELECT LAST_INSERT_ID(5)",
                "SELECT @@warning_count",
                "SELECT @@session.last_insert_id",
                "SELECT @@identity, my_function(1)",
                "SHOW WARNINGS",
                "SHOW SESSION STATUS"
            })
    void showsWhatOthersLeft(String sql) {
        assertEquals(SessionUse.READS, Queries.useOf(sql));
    }

    @Test
    void asksNoMoreThanOnceForWhatAConnectionNeeds() throws Exception {
        try (FakeDatabase database = answering();
                Queries queries = Queries.to(Queries.at(database.port()), 1, Map.of())) {
            for (int i = 0; i < 3; i++) {
                queries.run("SELECT a FROM b WHERE c = {% $input %}", i);
            }

            List<String> statements = database.statements();
            assertEquals(4, statements.size(), statements::toString);
            assertEquals("SET SESSION TRANSACTION READ ONLY", statements.get(0));
            assertEquals(SETTINGS, statements.get(1));
            assertEquals("SET SESSION max_execution_time = 11000", statements.get(2));
            assertEquals(
                    "SELECT a FROM b WHERE c = ?",
                    statements.get(3).lines().findFirst().orElseThrow());
        }
    }

    @Test
    void keepsABoundedNumberOfStatementsWhateverTypesCome() throws Exception {
        try (FakeDatabase database = answering();
                Queries queries = Queries.to(Queries.at(database.port()), 1, Map.of())) {
            String hostile = "SELECT a WHERE b = {% $input %}";
            for (int scale = 0; scale < 30; scale++) {
                queries.run(hostile, new BigDecimal("0.1").movePointLeft(scale));
            }

            long kept = database.statements().stream()
                    .filter(text -> text.startsWith("SELECT") && StatementText.isKept(text))
                    .distinct()
                    .count();
            assertEquals(16, kept);
        }
    }

    @Test
    void setsUpASessionAgainAfterAReset() throws Exception {
        try (FakeDatabase database = answering();
                Queries queries = Queries.to(Queries.at(database.port()), 1, Map.of())) {
            queries.run("SELECT @k := 1");
            queries.run("SELECT 1");

            assertEquals(
                    List.of(
                            "SET SESSION TRANSACTION READ ONLY",
                            SETTINGS,
                            "SET SESSION max_execution_time = 11000",
                            "SELECT @k := 1",
                            "reset",
                            "SET NAMES utf8mb4 COLLATE utf8mb4_general_ci",
                            "SET SESSION TRANSACTION READ ONLY",
                            SETTINGS,
                            "SET SESSION max_execution_time = 11000",
                            "SELECT 1 FROM DUAL LIMIT 0",
                            "SELECT 1"),
                    database.statements().stream()
                            .map(text -> text.lines().findFirst().orElseThrow())
                            .toList());
        }
    }

    private static FakeDatabase answering() throws IOException {
        return new FakeDatabase(connection -> {
            connection.login();
            connection.serve(statement -> connection.write(OK));
        });
    }
}
