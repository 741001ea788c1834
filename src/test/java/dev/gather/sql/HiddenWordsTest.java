package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Words that must not be used are refused wherever the database would find them: behind numbers, names and quotes. */
class HiddenWordsTest extends OnEachMySql {
    /** What may stand right before a word. */
    private static final List<String> BEFORE = List.of(
            "1",
            "1.",
            "1.5",
            ".5",
            "1e0",
            "1E0",
            "1e+0",
            "1e-0",
            "1.e5",
            "1.5e5",
            ".5e5",
            ".5e",
            "1.e",
            "1e",
            "1_2",
            "1a",
            "1a.",
            "1.5.5",
            "1..",
            "1..5",
            "1.5.",
            "1e5.",
            "1e5.5",
            "0x41",
            "0X41",
            "0x",
            "0x41.",
            "0x41.5",
            "0b01",
            "0B01",
            "0b01.",
            "0b01.5",
            "0b2",
            "x'41'",
            "b'01'",
            "n'a'",
            "_utf8'a'",
            "'a'",
            "'a'.",
            "'a'.5",
            "\"a\"",
            "`id`",
            "`id`.",
            "`id`.5",
            "`id`1.",
            "id",
            "id.",
            "id.1.",
            "id.1e0",
            "id .5",
            "id..5",
            "(1)",
            "(1).",
            "(1).5",
            "@a",
            "@a.",
            "@1.",
            "@1e0",
            "@'a'",
            "@`a`",
            "@`a`.",
            "@",
            "@@",
            "@@version",
            "@@version.",
            "@@1.",
            "@@session.1.",
            "id@",
            "1@",
            "1.@",
            "\\N",
            "\\n",
            "NULL",
            "1/**/",
            "1-- \n",
            "1--\u007F'\n",
            "1#'\n",
            "1\u00A0",
            "1\u00A01.",
            "é",
            "é1.",
            "1é1.",
            "€1.",
            "1\f",
            "1\u000B",
            "1\u001C",
            "-1.",
            "1+.5",
            "$1.",
            "1$.",
            "*",
            "1}",
            "{d '2024-01-01'}");

    /** The file cannot be written, and there is no row to delete. */
    private static final String WRITING_A_FILE = "SELECT %sINTO OUTFILE '/nowhere/x' FROM person";

    private static final String SETTING_A_VARIABLE = "SELECT %sINTO @x FROM person LIMIT 1";
    private static final String ANSWERING_WITH_ROWS = "DELETE FROM trace WHERE x = %sRETURNING x";

    /** A result with columns; not valid SQL; a name that does not exist. */
    private static final Set<String> HARMLESS = Set.of("rows", "1064", "1054", "1109", "1193");

    private final Vertx vertx = Vertx.vertx();
    private final Map<Integer, Pool> pools = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> areRefusedForAQuery() {
        return Stream.of(WRITING_A_FILE, SETTING_A_VARIABLE).flatMap(sql -> tests(sql, this::answersWithRows));
    }

    @TestFactory
    Stream<DynamicTest> areRefusedForAWrite() {
        return tests(ANSWERING_WITH_ROWS, this::answersWithoutRows);
    }

    private Stream<DynamicTest> tests(String statement, BiConsumer<Integer, String> check) {
        return mySqlPorts().stream().flatMap(port -> BEFORE.stream()
                .map(before -> String.format(statement, before))
                .map(sql -> DynamicTest.dynamicTest(sql, () -> check.accept(port, sql))));
    }

    private void answersWithRows(int port, String sql) {
        if (Queries.isTaken(sql, new ReadingRules("test"))) {
            String answer = answer(port, sql);
            assertTrue(HARMLESS.contains(answer), () -> "the answer is " + answer);
        }
    }

    private void answersWithoutRows(int port, String sql) {
        if (Queries.isTaken(sql, new WritingRules()) && !Queries.statement(sql).returning()) {
            assertNotEquals("rows", answer(port, sql));
        }
    }

    /** What the database answers: "rows", "done", or the number of an error. */
    private String answer(int port, String sql) {
        Pool pool = pools.computeIfAbsent(port, to -> MySQLBuilder.pool()
                .using(vertx)
                .connectingTo(Queries.at(to))
                .build());
        return pool.query(sql)
                .execute()
                .map(found -> found.columnsNames() == null ? "done" : "rows")
                .recover(thrown -> Future.succeededFuture(
                        thrown instanceof DatabaseException error ? "" + error.getErrorCode() : thrown.toString()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
