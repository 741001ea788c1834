package dev.gather.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.sql.SqlScanner.Token;
import dev.gather.sql.StatementRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Words that must not be used are refused wherever PostgreSQL would find them: behind numbers, names, quotes and comments. */
class PgHiddenWordsTest {
    /** What may stand right before a word. */
    private static final List<String> BEFORE = List.of(
            "",
            "1 ",
            "1",
            "1.",
            "1.5",
            ".5",
            "1e0",
            "1E0",
            "1e+0",
            "1.e5",
            ".5e5",
            ".5e",
            "1.e",
            "1e",
            "1_2",
            "1a",
            "1..",
            "1..5",
            "1.5.",
            "1.5.5",
            "0x41",
            "0x",
            "0x4_1",
            "0o17",
            "0o8",
            "0b01",
            "0b2",
            "1__2",
            "1_",
            "x'41'",
            "b'01'",
            "n'a'",
            "'a'",
            "'a'.",
            "'a' 'b'",
            "'a'\n'b'",
            "E'a\\''",
            "E'a\\\\'",
            "e'a''b'",
            "E'\\'' ",
            "U&'a'",
            "u&'\\0061'",
            "U&'a' UESCAPE '!'",
            "\"id\"",
            "\"id\".",
            "\"i\"\"d\"",
            "U&\"id\"",
            "$$a$$",
            "$a$b$a$",
            "$a$b$$c$a$",
            "$é$a$é$",
            "id",
            "id.",
            "id.*",
            "one.id",
            "one.id ",
            "id::text",
            "id::int4",
            "(1)",
            "(1).",
            "1::int",
            "ARRAY[1]",
            "(ARRAY[1])[1]",
            "(ROW(1,2)).f1",
            "NULL",
            "1/**/",
            "1/*/**/*/",
            "1/* /* */ */",
            "1-- \n",
            "1--'\n",
            "1--\r",
            "1/*'*/",
            "1/*$$*/",
            "1\u00A0",
            "é",
            "é1",
            "1é",
            "1\f",
            "1\u000B",
            "1\u2028",
            "1\u0085",
            "1\u001C",
            "-1",
            "1+.5",
            "1-",
            "*",
            "1;",
            "$1",
            "a$b$",
            "a$$",
            "1$a$b$a$",
            "@1",
            "1!",
            "1#",
            "?",
            ":a",
            "\\x",
            "`id`",
            "1#'\n");

    private static Vertx vertx;
    private static PgConnection connection;

    @BeforeAll
    static void connect() {
        PgSql.run("DROP TABLE IF EXISTS one; CREATE TABLE one (id integer); INSERT INTO one VALUES (1)");
        vertx = Vertx.vertx();
        connection = await(PgConnection.connect(
                vertx,
                new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(PostgreSqlServer.port())
                        .setUser(PostgreSqlServer.USER)
                        .setPassword(PostgreSqlServer.USER)
                        .setDatabase(PostgreSqlServer.DATABASE)));
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @TestFactory
    Stream<DynamicTest> areRefusedForAQuery() {
        return Stream.of(
                        "SELECT %sINTO hidden FROM one",
                        "SELECT %s INTO hidden FROM one",
                        "SELECT id AS x, %sINTO hidden FROM one",
                        "WITH w AS (SELECT 1) SELECT %sINTO TABLE hidden FROM one")
                .flatMap(statement -> BEFORE.stream().map(before -> statement.replace("%s", before)))
                .map(sql -> DynamicTest.dynamicTest(sql, () -> makesNoTable(sql)));
    }

    private static void makesNoTable(String sql) {
        if (isTaken(sql)) {
            var unused = await(connection
                    .query(sql)
                    .execute()
                    .<Object>mapEmpty()
                    .otherwiseEmpty()
                    .compose(ended -> connection.query("ROLLBACK").execute()));
            assertEquals(List.of("null"), PgSql.values("SELECT to_regclass('hidden')"));
        }
    }

    private static boolean isTaken(String sql) {
        StatementRules rules = new PgReadingRules("test");
        PgScanner scanner = new PgScanner();
        for (Token token : scanner.scan(sql, true)) {
            Optional<StatementRules.Fault> fault = rules.see(token.text().toUpperCase(Locale.ROOT), token.called());
            if (fault.isPresent() || token.text().equals(";")) {
                return false;
            }
        }
        return scanner.place().isEmpty() && rules.end().isEmpty();
    }
}
