package dev.gather.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.sql.SessionUse;
import dev.gather.sql.SqlScanner.Token;
import dev.gather.sql.StatementRules;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements a source of PostgreSQL may have, and what they do to the session. */
class PgRulesTest {
    private static String fault(StatementRules rules, String sql) {
        for (Token token : new PgScanner().scan(sql, true)) {
            Optional<StatementRules.Fault> fault = rules.see(token.text().toUpperCase(Locale.ROOT), token.called());
            if (fault.isPresent()) {
                return fault.get().fault();
            }
        }
        return rules.end().map(StatementRules.Fault::fault).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "(SELECT 1) UNION (SELECT 2)",
                "WITH a AS (SELECT 1) SELECT * FROM a",
                "VALUES (1)",
                "TABLE thing",
                "EXPLAIN SELECT 1",
                "SELECT 'INTO', \"update\", $$DELETE$$ -- INSERT",
                "SELECT replace(a, 'b', 'c'), a #> '{b}', a ? 'b' FROM c",
                "SELECT extract(epoch FROM now())"
            })
    void readingOnesAreTaken(String sql) {
        assertEquals("", fault(new PgReadingRules("default"), sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO a VALUES (1)|INSERT writes, and the source does not say so",
                "MERGE INTO a USING b ON true|MERGE writes, and the source does not say so",
                "WITH a AS (SELECT 1) DELETE FROM b|DELETE writes, and the source does not say so",
                "WITH a AS (DELETE FROM b RETURNING 1) SELECT 1|DELETE does more than read",
                "SELECT 1 INTO b|INTO does more than read",
                "SELECT * FROM a FOR UPDATE|FOR UPDATE locks rows",
                "SELECT * FROM a FOR NO KEY UPDATE|FOR UPDATE locks rows",
                "SELECT * FROM a FOR SHARE|FOR SHARE locks rows",
                "SELECT * FROM a FOR KEY SHARE|FOR SHARE locks rows",
                "SELECT set_config('a', 'b', false)|SET_CONFIG changes the session, or what other sessions do",
                "SELECT pg_catalog.set_config('a', 'b', false)|PG_CATALOG.SET_CONFIG changes the session, or what other sessions do",
                "SELECT pg_advisory_lock(1)|PG_ADVISORY_LOCK changes the session, or what other sessions do",
                "SELECT pg_terminate_backend(1)|PG_TERMINATE_BACKEND changes the session, or what other sessions do",
                "SET a = 1|'SET' does not start a reading statement",
                "COPY a TO STDOUT|'COPY' does not start a reading statement",
                "DO $$BEGIN END$$|'DO' does not start a reading statement",
                "CALL a()|'CALL' does not start a reading statement"
            })
    void othersAreRefused(String sql, String fault) {
        assertEquals(fault, fault(new PgReadingRules("default"), sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO a VALUES (1)",
                "INSERT INTO a SELECT * FROM b ON CONFLICT (id) DO UPDATE SET x = 1",
                "WITH c AS (SELECT 1) INSERT INTO a SELECT * FROM c",
                "UPDATE a SET b = 1 WHERE id IN (SELECT id FROM c FOR UPDATE)",
                "DELETE FROM a USING b",
                "INSERT INTO a VALUES (1) RETURNING id",
                "MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN UPDATE SET x = 1 WHEN NOT MATCHED THEN INSERT VALUES (1)"
            })
    void writingOnesAreTaken(String sql) {
        assertEquals("", fault(new PgWritingRules(), sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1|'SELECT' does not start a writing statement",
                "WITH a AS (SELECT 1) SELECT 1|the statement does not write",
                "WITH a AS (DELETE FROM b RETURNING *) INSERT INTO c SELECT * FROM a|DELETE does more than one write",
                "UPDATE a SET b = set_config('x', 'y', true)|a writing statement cannot use settings and locks of the session",
                "TRUNCATE a|'TRUNCATE' does not start a writing statement",
                "CREATE TABLE a (b integer)|'CREATE' does not start a writing statement"
            })
    void otherWritesAreRefused(String sql, String fault) {
        assertEquals(fault, fault(new PgWritingRules(), sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT count(*), lower(name) FROM a WHERE id IN (1, 2)|NONE",
                "SELECT x::numeric(10, 2), pg_catalog.upper(y) FROM a|NONE",
                "WITH own (a, b) AS (SELECT 1, 2) SELECT * FROM own|NONE",
                "SELECT a @> b FROM c|NONE",
                "SELECT own(1)|LEAVES",
                "SELECT s.own(1)|LEAVES",
                "SELECT lower(own(1))|LEAVES",
                "SELECT 1, \"own\"(1)|LEAVES",
                "SELECT currval('s')|READS",
                "SELECT own(1), lastval()|READS"
            })
    void theUseOfTheSessionIsFound(String sql, SessionUse expected) {
        PgSessionUses uses = new PgSessionUses();
        new PgScanner().scan(sql, true).forEach(token -> uses.see(token.text().toUpperCase(Locale.ROOT)));
        assertEquals(expected, uses.use());
    }
}
