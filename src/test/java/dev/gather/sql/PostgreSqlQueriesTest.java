package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.postgresql.PgSql;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is PostgreSQL's own about queries, beside what is true on every database. */
class PostgreSqlQueriesTest {
    private static Queries queries;

    @BeforeAll
    static void fill() {
        PgSql.run("""
                DROP TABLE IF EXISTS thing; DROP TABLE IF EXISTS trail; DROP TABLE IF EXISTS changing;
                CREATE TABLE thing (id bigint PRIMARY KEY, name text, price numeric(20, 4), active boolean, born date, at timestamptz,
                    tags text[], details jsonb);
                INSERT INTO thing VALUES (1, 'one', 10.25, true, '2024-02-29', '2024-02-29 10:00:00+00', '{a,b}', '{"k": 1}'),
                    (2, 'two', 9.5, false, '2023-01-01', '2023-01-01 00:00:00+00', '{}', '{"l": [2]}'),
                    (9007199254740993, 'large', 1, null, null, null, null, null);
                CREATE TABLE trail (x integer);
                CREATE OR REPLACE FUNCTION leave_trail() RETURNS integer LANGUAGE sql VOLATILE
                    AS 'INSERT INTO trail VALUES (1) RETURNING x';
                CREATE OR REPLACE FUNCTION remember(x text) RETURNS text LANGUAGE sql VOLATILE
                    AS 'SELECT set_config(''own.kept'', x, false)';
                CREATE OR REPLACE FUNCTION take_lock() RETURNS void LANGUAGE sql VOLATILE AS 'SELECT pg_advisory_lock(42)';
                CREATE OR REPLACE FUNCTION warned() RETURNS integer LANGUAGE plpgsql
                    AS 'BEGIN RAISE WARNING ''planted secret''; RAISE NOTICE ''planted secret''; RETURN 1; END';
                CREATE TABLE changing (a integer); INSERT INTO changing VALUES (1);
                """);
        queries = Queries.toPostgreSql();
    }

    @AfterAll
    static void close() {
        queries.close();
    }

    private static String ask(String sql, Object input) {
        return queries.ask(sql, input).toString();
    }

    @Test
    void bindEveryTypeAsWhatTheDatabaseInfers() {
        assertEquals("[{id=1}]", ask("SELECT id FROM thing WHERE id = {% $input %}", 1));
        assertEquals("[{id=1}]", ask("SELECT id FROM thing WHERE id = {% $input %}", "1"));
        assertEquals("[{id=1}]", ask("SELECT id FROM thing WHERE price = {% $input %}", new BigDecimal("10.250")));
        assertEquals("[{id=1}]", ask("SELECT id FROM thing WHERE active = {% $input %}", true));
        assertEquals("[{id=1}]", ask("SELECT id FROM thing WHERE born = {% $input %}", "2024-02-29"));
        assertEquals("[{id=1}]", ask("SELECT id FROM thing WHERE at = {% $input %}", "2024-02-29T12:00:00+02:00"));
        assertEquals("[{id=1}]", ask("SELECT id FROM thing WHERE details = {% $input %}", Map.of("k", 1)));
        assertEquals("[]", ask("SELECT id FROM thing WHERE name = {% $input %}", null));
        assertEquals(
                "[{id=9007199254740993}]",
                ask("SELECT id FROM thing WHERE id = {% $input %}", new BigInteger("9007199254740993")));
        assertEquals("[{x=5}]", ask("SELECT {% $input %}::integer AS x", 5.0));
        assertEquals("[{x=text}]", ask("SELECT {% $input %} AS x", "text"));
    }

    @Test
    void keepTheSyntaxThatMySqlDoesNotHave() {
        assertEquals("[{x=[1, 2, 3]}]", ask("SELECT ARRAY[{% $input %}]::integer[] AS x", List.of(1, 2, 3)));
        assertEquals("[{id=1}]", ask("SELECT id FROM thing WHERE {% $input %} = ANY(tags)", "b"));
        assertEquals("[{id=1}]", ask("SELECT id FROM thing WHERE details ? {% $input %}", "k"));
        assertEquals("[{id=1}]", ask("SELECT id FROM thing WHERE details @> {% $input %}::jsonb", "{\"k\":1}"));
        assertEquals("[{x=a {% b}]", ask("SELECT $$a {$$ || $t$% b$t$ AS x", null));
        assertEquals("[{x=it's}]", ask("SELECT E'it\\'s' AS x /* a /* nested */ comment */ -- end", null));
        assertEquals("[{x=a\\}]", ask("SELECT 'a\\' AS x", null));
        assertEquals("[{One=1}]", ask("SELECT id AS \"One\" FROM thing LIMIT {% $input %} OFFSET {% 0 %}", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id FROM thing WHERE id = {% 1 %} AND price = {% 'planted' %}|INVALID_VALUE|a value is not of the type that it is compared with or converted to (PostgreSQL error 22P02, parameter 2)",
                "SELECT {% 99999999999 %}::integer AS x|INVALID_VALUE|a number is out of range (PostgreSQL error 22003, parameter 1)",
                "SELECT {% '2024-02-30' %}::date AS x|INVALID_VALUE|a date or a time is out of range (PostgreSQL error 22008, parameter 1)",
                "SELECT id FROM thing LIMIT {% 1 %} OFFSET (0 - 1)|INVALID_VALUE|an offset is below zero (PostgreSQL error 2201X)",
                "SELECT 1 / (id - 1) AS x FROM thing|INVALID_VALUE|a division by zero (PostgreSQL error 22012)",
                "SELECT nothing FROM thing|QUERY|a column does not exist (PostgreSQL error 42703)",
                "SELECT * FROM nothing|QUERY|a table does not exist (PostgreSQL error 42P01)",
                "SELECT FROM WHERE|QUERY|the query is not valid SQL (PostgreSQL error 42601)",
                "SELECT leave_trail() AS x|QUERY|the query writes, where only reading is allowed (PostgreSQL error 25006)",
            })
    void tellWhatIsWrongWithoutValues(String sql, Code code, String message) {
        Failure failure = assertThrows(Failure.class, () -> queries.ask(sql));
        assertEquals(code, failure.code());
        assertEquals(message, failure.getMessage());
        assertFalse(failure.toString().contains("planted"), failure::toString);
        assertEquals("[{x=1}]", ask("SELECT 1 AS x", null));
    }

    @Test
    void leaveNothingInTheSession() {
        String kept = "SELECT current_setting('own.kept', true) AS x";
        assertEquals("[{x=planted}]", ask("SELECT remember({% $input %}) AS x", "planted"));
        assertEquals(1, PgSql.values("SELECT 1").size());
        String after = ask(kept, null);
        assertTrue(after.equals("[{x=null}]") || after.equals("[{x=}]"), after);
        queries.run("SELECT take_lock() AS x");
        assertEquals("[{x=1}]", ask("SELECT 1 AS x", null));
        assertEquals(List.of("true"), PgSql.values("SELECT pg_try_advisory_lock(42)"));
    }

    @Test
    void startWithSettingsThatMeanTheSameEverywhere() {
        for (String sql : List.of("SELECT 1 AS x", "SELECT remember('x') AS x")) {
            queries.run(sql);
            assertEquals(
                    "[{a=UTC, b=on, c=iso_8601, d=ISO, MDY}]",
                    ask(
                            "SELECT current_setting('TimeZone') AS a, current_setting('transaction_read_only') AS b,"
                                    + " current_setting('IntervalStyle') AS c, split_part(current_setting('DateStyle'), '#', 1) AS d",
                            null));
        }
    }

    @Test
    void goOnWhenTheTableHasChanged() {
        assertEquals("[{a=1}]", ask("SELECT * FROM changing", null));
        PgSql.run("ALTER TABLE changing ADD COLUMN b text DEFAULT 'x'");
        assertEquals("[{a=1, b=x}]", ask("SELECT * FROM changing", null));
        PgSql.run("ALTER TABLE changing ALTER COLUMN a TYPE text");
        assertEquals("[{a=1, b=x}]", ask("SELECT * FROM changing", null));
    }

    @Test
    void goOnWhenAnIdleConnectionWasKilled() {
        assertEquals("[{x=1}]", ask("SELECT 1 AS x", null));
        PgSql.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gather'");
        assertEquals("[{x=1}]", ask("SELECT 1 AS x", null));
    }

    @Test
    void sayWhatTheDatabaseWarnsOf() {
        assertEquals(
                Set.of("the database warns of the statement (PostgreSQL warning 01000)"),
                queries.warnings("SELECT warned() AS x", null));
        assertEquals(Set.of(), queries.warnings("SELECT 1 AS x", null));
    }

    @Test
    void areEndedByTheDatabaseWhenTheirTimeIsOver() {
        Failure failure = (Failure) assertThrows(RuntimeException.class, () -> queries.startWithin(
                                Duration.ofMillis(200), "SELECT pg_sleep(60)::text AS limited")
                        .join())
                .getCause();
        assertEquals("the query ran for too long (PostgreSQL error 57014)", failure.getMessage());
    }
}
