package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Template;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlScalar;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One reading statement, with values where values can stand; {@code []} is an expression here. */
class SqlReaderTest {
    private final Problems problems = new Problems();

    private Optional<SqlStatement> read(String sql) throws ExpressionSyntaxException {
        String text = sql.replace("[]", "{% $x %}");
        YamlScalar scalar =
                (YamlScalar) new YamlReader("sql", text, problems).read().orElseThrow();
        return new SqlReader(scalar, problems).read(Template.parse(text));
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
                "SELECT INSERT(a, 1, 2, 'b')                  | [SELECT INSERT(a, 1, 2, 'b')]",
                "SELECT 'DELETE; ?', `INTO`                   | [SELECT 'DELETE; ?', `INTO`]"
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
                "INSERT INTO t VALUES (1)  | 1  | 'INSERT' does not start a reading statement, a source is one SELECT",
                "SET @a = 1                | 1  | 'SET' does not start a reading statement, a source is one SELECT",
                "(DELETE FROM t)           | 2  | 'DELETE' does not start a reading statement, a source is one SELECT",
                "SELECT 1; SELECT 2        | 11 | there is more than one statement, make each a source of its own",
                "SELECT 1;;                | 10 | there is more than one statement, make each a source of its own",
                "SELECT 1; []              | 13 | there is more than one statement, make each a source of its own",
                "SELECT 1 INTO @a          | 10 | INTO does more than read, a source is one reading statement",
                "WITH a AS (SELECT 1) DELETE FROM t | 22 | DELETE does more than read, a source is one reading statement",
                "SELECT a FROM t FOR UPDATE | 21 | UPDATE does more than read, a source is one reading statement",
                "SELECT a FROM t LOCK IN SHARE MODE | 17 | LOCK does more than read, a source is one reading statement",
                "EXPLAIN REPLACE t VALUES (1) | 9 | REPLACE does more than read, a source is one reading statement",
                "SELECT ?                  | 8  | a placeholder without a value, write the value here: {% … %}",
                "SELECT /*! 1 */           | 8  | a comment that MySQL runs, write it as plain SQL",
                "SELECT 'a [] b'           | 13 | an expression stands inside a string, let SQL put it together:"
                        + " CONCAT('%', {% … %}, '%')",
                "SELECT `a[]`              | 12 | an expression stands inside a quoted name, an expression is a value,"
                        + " never a name",
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
}
