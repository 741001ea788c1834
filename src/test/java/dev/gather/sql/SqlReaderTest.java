package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Template;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlScalar;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One reading statement, with values where values can stand; {@code []} is an expression here. */
class SqlReaderTest {
    private static final String READS = ", a source is one reading statement";
    private static final String SORTS =
            "a value sorts and groups nothing: it is the same in every row, choose among columns:"
                    + " {% $oneOf($input.sort, {\"name\": \"name\", \"newest\": \"id DESC\"}) %}";
    private static final String UNSAID = "and the source does not say so, add writes: true, which"
            + " gather.datasources.default.writes=true has to allow";

    private static final String ONE = ", a source that writes is one INSERT, UPDATE, DELETE or REPLACE";
    private static final String SESSION =
            " a writing statement cannot use variables and locks of the session," + " write the value here: {% … %}";

    private final Problems problems = new Problems();

    private Optional<SqlStatement> read(String sql) throws ExpressionSyntaxException {
        return read(sql, () -> new ReadingRules("default"));
    }

    private Optional<SqlStatement> read(String sql, Supplier<StatementRules> rules) throws ExpressionSyntaxException {
        String text = sql.replace("[]", "{% $x %}");
        YamlScalar scalar =
                (YamlScalar) new YamlReader("sql", text, problems).read().orElseThrow();
        return new StatementReader(scalar, problems, rules, MySqlDialect.PLAIN)
                .read(Template.parse(text))
                .map(forms -> forms.all().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT 1                                     | [SELECT 1]",
                "SELECT 1;                                    | [SELECT 1]",
                "SELECT 1 ; -- done                           | [SELECT 1 ]",
                "SELECT []                                    | [SELECT , ]",
                "SELECT [] + [] FROM t                        | [SELECT ,  + ,  FROM t]",
                "SELECT [];                                   | [SELECT , ]",
                "(SELECT 1) UNION (SELECT [])                 | [(SELECT 1) UNION (SELECT , )]",
                "with a AS (SELECT 1) SELECT * FROM a         | [with a AS (SELECT 1) SELECT * FROM a]",
                "TABLE t                                      | [TABLE t]",
                "VALUES ROW(1)                                | [VALUES ROW(1)]",
                "SHOW TABLES                                  | [SHOW TABLES]",
                "EXPLAIN SELECT 1                             | [EXPLAIN SELECT 1]",
                "SELECT REPLACE(a, 'b', [])                   | [SELECT REPLACE(a, 'b', , )]",
                "SELECT 5 --[]                                | [SELECT 5 --, ]",
                "SELECT a FROM t WHERE b = --[] AND c = []    | [SELECT a FROM t WHERE b = --,  AND c = , ]",
                "SELECT a FROM t ORDER BY a = [], FIELD(a, []), CASE [] WHEN 1 THEN a END | [SELECT a FROM t ORDER BY a = , , FIELD(a, , ), CASE ,  WHEN 1 THEN a END]",
                "SELECT a FROM t ORDER BY [] = a, [] + a      | [SELECT a FROM t ORDER BY ,  = a, ,  + a]",
                "SELECT [], a FROM t GROUP BY a LIMIT [], []  | [SELECT , , a FROM t GROUP BY a LIMIT , , , ]",
                "SELECT a, share, warnings, errors FROM t     | [SELECT a, share, warnings, errors FROM t]",
                "SELECT INSERT(a, 1, 2, 'b')                  | [SELECT INSERT(a, 1, 2, 'b')]",
                "SELECT 'DELETE; ?', `INTO`                   | [SELECT 'DELETE; ?', `INTO`]",
                "SELECT t.into, 1.5a, 2e, 3_1.update FROM t   | [SELECT t.into, 1.5a, 2e, 3_1.update FROM t]"
            })
    void takesOneReadingStatement(String sql, String pieces) throws ExpressionSyntaxException {
        SqlStatement statement = read(sql).orElseThrow(() -> new AssertionError(problems.all()));

        assertEquals(pieces, statement.pieces().toString());
        assertEquals(statement.pieces().size() - 1, statement.expressions().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INSERT INTO t VALUES (1)  | 1  | INSERT writes, " + UNSAID,
                "UPDATE t SET a = []       | 1  | UPDATE writes, " + UNSAID,
                "WITH a AS (SELECT 1) DELETE FROM t | 22 | DELETE writes, " + UNSAID,
                "WITH a AS (SELECT 1) SELECT 1 FROM a FOR UPDATE | 42 | UPDATE does more than read, a source is one reading statement",
                "SET @a = 1                | 1  | 'SET' does not start a reading statement, a source is one SELECT",
                "(DELETE FROM t)           | 2  | DELETE writes, " + UNSAID,
                "SHOW WARNINGS             | 6  | WARNINGS shows what other statements did, and cannot be prepared"
                        + READS,
                "SHOW COUNT(*) ERRORS      | 15 | ERRORS shows what other statements did, and cannot be prepared"
                        + READS,
                "EXPLAIN FOR CONNECTION 1  | 13 | CONNECTION shows what other statements did, and cannot be prepared"
                        + READS,
                "SELECT @k := []           | 12 | := sets a variable of the session" + READS,
                "SELECT (@`k` := 1)        | 15 | := sets a variable of the session" + READS,
                "SELECT GET_LOCK ('a', 0)  | 8  | GET_LOCK changes locks of the session" + READS,
                "SELECT release_all_locks() | 8 | RELEASE_ALL_LOCKS changes locks of the session" + READS,
                "SELECT a FROM t FOR SHARE | 21 | FOR SHARE locks rows" + READS,
                "SELECT a FROM t ORDER BY [] | 28 | " + SORTS,
                "SELECT a FROM t ORDER BY a, [] DESC, b | 31 | " + SORTS,
                "SELECT a FROM t GROUP BY [] HAVING a > 1 | 28 | " + SORTS,
                "SELECT a FROM t WHERE b IN (SELECT c FROM d ORDER BY []) | 56 | " + SORTS,
                "SELECT SUM(a) OVER (PARTITION BY [] ORDER BY b) FROM t | 36 | " + SORTS,
                "SELECT a FROM t ORDER BY [] LIMIT [] | 28 | " + SORTS,
                "SELECT 1; SELECT 2        | 11 | there is more than one statement, make each a source of its own",
                "SELECT 1;;                | 10 | there is more than one statement, make each a source of its own",
                "SELECT 1; []              | 13 | there is more than one statement, make each a source of its own",
                "SELECT 1 INTO @a          | 10 | INTO does more than read, a source is one reading statement",
                "SELECT a FROM t FOR UPDATE | 21 | UPDATE does more than read, a source is one reading statement",
                "SELECT a FROM t LOCK IN SHARE MODE | 17 | LOCK does more than read, a source is one reading statement",
                "SELECT 1.INTO OUTFILE 'x' | 10 | INTO does more than read, a source is one reading statement",
                "SELECT a FROM t LIMIT 1e0FOR UPDATE | 30 | UPDATE does more than read, a source is one reading statement",
                "SELECT a FROM t WHERE b = .5LOCK IN SHARE MODE | 29 | LOCK does more than read, a source is one reading statement",
                "SELECT 1.;DELETE FROM t   | 11 | there is more than one statement, make each a source of its own",
                "EXPLAIN REPLACE t VALUES (1) | 9 | REPLACE does more than read, a source is one reading statement",
                "SELECT ?                  | 8  | a placeholder without a value, write the value here: {% … %}",
                "SELECT /*! 1 */           | 8  | a comment that MySQL runs, write it as plain SQL",
                "SELECT 'a [] b'           | 13 | an expression stands inside a string, let SQL put it together:"
                        + " CONCAT('%', {% … %}, '%')",
                "SELECT `a[]`              | 12 | an expression stands inside a quoted name, an expression is a value;"
                        + " $oneOf chooses among names",
                "SELECT 1 /* [] */         | 15 | an expression stands inside a comment, an expression is a value, never a"
                        + " name",
                "SELECT 'a                 | 1  | a string is not closed, close it",
                "SELECT `a                 | 1  | a quoted name is not closed, close it",
                "SELECT \"a                | 1  | a string is not closed, close it",
                "-- nothing                | 1  | there is no statement here, write one SELECT"
            })
    void refuses(String sql, int column, String problem) throws ExpressionSyntaxException {
        Optional<SqlStatement> statement = read(sql);

        assertEquals(Optional.empty(), statement);
        assertEquals("sql:1:" + column + ": " + problem, problems.all().get(0).toString());
        assertEquals(1, problems.all().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INSERT INTO t VALUES ([])                               | [INSERT INTO t VALUES (, )]",
                "INSERT LOW_PRIORITY IGNORE INTO t SET a = []            | [INSERT LOW_PRIORITY IGNORE INTO t SET a = , ]",
                "INSERT t (a) SELECT REPLACE (a, 'x', 'y') FROM u        | [INSERT t (a) SELECT REPLACE (a, 'x', 'y') FROM u]",
                "insert into t values (1) on duplicate key update a = 2  | [insert into t values (1) on duplicate key update a = 2]",
                "INSERT INTO t (WITH c AS (SELECT 1) SELECT * FROM c)    | [INSERT INTO t (WITH c AS (SELECT 1) SELECT * FROM c)]",
                "INSERT INTO t (`RETURNING`, `LOCK`) VALUES ('CALL', 1)  | [INSERT INTO t (`RETURNING`, `LOCK`) VALUES ('CALL', 1)]",
                "INSERT INTO t SELECT JSON_VALUE(a, '$.b' RETURNING SIGNED) FROM u | [INSERT INTO t SELECT JSON_VALUE(a, '$.b'"
                        + " RETURNING SIGNED) FROM u]",
                "REPLACE INTO t VALUES (@@version)                       | [REPLACE INTO t VALUES (@@version)]",
                "UPDATE t SET a = LAST_INSERT_ID(a + 1) WHERE b IN ([]); | [UPDATE t SET a = LAST_INSERT_ID(a + 1) WHERE b IN (, )]",
                "DELETE FROM t WHERE a < NOW() - INTERVAL 1 DAY LIMIT [] | [DELETE FROM t WHERE a < NOW() - INTERVAL 1 DAY LIMIT , ]",
                "WITH c (a) AS (SELECT 1), d AS (SELECT 2) UPDATE t, c SET t.a = 1 | [WITH c (a) AS (SELECT 1), d AS (SELECT 2)"
                        + " UPDATE t, c SET t.a = 1]",
                "WITH RECURSIVE c AS (SELECT 1) DELETE FROM t USING t JOIN c | [WITH RECURSIVE c AS (SELECT 1) DELETE FROM t"
                        + " USING t JOIN c]"
            })
    void takesOneWritingStatement(String sql, String pieces) throws ExpressionSyntaxException {
        SqlStatement statement = read(sql, WritingRules::new).orElseThrow(() -> new AssertionError(problems.all()));

        assertEquals(pieces, statement.pieces().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT 1                                  | 1  | 'SELECT' does not start a writing statement, remove writes",
                "WITH c AS (SELECT 1) SELECT * FROM c      | 22 | the statement does not write, remove writes",
                "WITH c AS (SELECT 1) SELECT * FROM c FOR UPDATE | 22 | the statement does not write, remove writes",
                "WITH c AS (SELECT 1) INSERT INTO t SELECT 1 | 22 | INSERT cannot follow WITH, write WITH before its SELECT",
                "WITH c AS (DELETE FROM t) SELECT 1        | 12 | DELETE does more than one write" + ONE,
                "WITH c AS (SELECT 1) CALL p()             | 22 | CALL does more than one write" + ONE,
                "WITH c AS (SELECT 1)                      | 1  | there is no writing statement here" + ONE,
                "EXPLAIN DELETE FROM t                     | 1  | 'EXPLAIN' does not start a writing statement, remove writes",
                "CALL p()                                  | 1  | 'CALL' does not start a writing statement" + ONE,
                "LOAD DATA INFILE 'x' INTO TABLE t         | 1  | 'LOAD' does not start a writing statement" + ONE,
                "TRUNCATE TABLE t                          | 1  | 'TRUNCATE' does not start a writing statement" + ONE,
                "(DELETE FROM t)                           | 1  | '(' does not start a writing statement" + ONE,
                "-- nothing                                | 1  | there is no writing statement here" + ONE,
                "DELETE FROM t; DELETE FROM u              | 16 | there is more than one statement, make each a source of its own",
                "DELETE FROM t WHERE a = ?                 | 25 | a placeholder without a value, write the value here: {% … %}",
                "DELETE /*! QUICK */ FROM t                | 8  | a comment that MySQL runs, write it as plain SQL",
                "UPDATE t SET a = '[]'                     | 21 | an expression stands inside a string, let SQL put it together:"
                        + " CONCAT('%', {% … %}, '%')",
                "INSERT INTO t SELECT 1 INTO OUTFILE 'x'   | 24 | INTO does more than write rows, INTO follows INSERT or REPLACE",
                "UPDATE t SET a = (SELECT 1 INTO @b)       | 28 | INTO does more than write rows, INTO follows INSERT or REPLACE",
                "INSERT INTO t SELECT 1 FROM u FOR UPDATE  | 35 | UPDATE does more than one write" + ONE,
                "INSERT INTO t SELECT 1 LOCK IN SHARE MODE | 24 | LOCK does more than one write" + ONE,
                "UPDATE t SET a = @b                       | 18 |" + SESSION,
                "UPDATE t SET a = (@`b` := 1)              | 19 |" + SESSION,
                "UPDATE t SET a := 1                       | 17 |" + SESSION,
                "UPDATE t SET a = GET_LOCK('x', 1)         | 18 |" + SESSION,
                "UPDATE t SET a = release_all_locks/**/()  | 18 |" + SESSION
            })
    void refusesForAWrite(String sql, int column, String problem) throws ExpressionSyntaxException {
        Optional<SqlStatement> statement = read(sql, WritingRules::new);

        assertEquals(Optional.empty(), statement);
        assertEquals("sql:1:" + column + ": " + problem, problems.all().get(0).toString());
        assertEquals(1, problems.all().size());
    }
}
