package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the places of expressions take. MariaDB reads a number below zero after LIMIT as no limit at all. */
class ExpressionPlacesTest {
    private static SqlStatement statement(String sql) throws Exception {
        String text = sql.replace("[]", "{% $x %}");
        Problems problems = new Problems();
        YamlScalar scalar =
                (YamlScalar) new YamlReader("sql", text, problems).read().orElseThrow();
        return new StatementReader(scalar, problems, () -> new ReadingRules("test"), MySqlDialect.PLAIN)
                .read(Template.parse(text))
                .orElseThrow(() -> new AssertionError(problems.all()))
                .all()
                .get(0);
    }

    private static BoundStatement bound(String sql, Object value) throws Exception {
        return statement(sql).bind(Variables.within(() -> Duration.ofSeconds(5)).with("x", value));
    }

    /** One sign for each expression: a value, a number of LIMIT, or the width of the left side of IN. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SELECT [] FROM t LIMIT []                         | v n
            SELECT a FROM t LIMIT [], []                      | n n
            SELECT a FROM t LIMIT 5 OFFSET []                 | n
            SELECT a FROM t LIMIT [] OFFSET []                | n n
            SELECT (SELECT a FROM t LIMIT []), []             | n v
            SELECT a FROM t OFFSET [] ROWS                    | n
            SELECT a, offset, [] FROM t LIMIT [], 5           | v n
            SELECT a FROM t WHERE b = [] LIMIT 5              | v
            SELECT a FROM t WHERE b IN ([])                   | 1
            SELECT a FROM t WHERE b not in ( [] )             | 1
            SELECT a FROM t WHERE t.b IN(/* all */ [] ) LIMIT [] | 1 n
            SELECT a FROM t WHERE `b` IN ([]) AND c IN ([])   | 1 1
            SELECT [] IN ([])                                 | v 1
            SELECT a FROM t WHERE b IN (0, [])                | v
            SELECT a FROM t WHERE b IN ([], 0)                | v
            SELECT a FROM t WHERE b IN ('' [])                | v
            SELECT a FROM t WHERE b IN ([] + 1)               | v
            SELECT a FROM t WHERE b IN (-[])                  | v
            SELECT a FROM t WHERE b IN ([], [])               | v v
            SELECT a FROM t WHERE b IN (([]))                 | v
            SELECT a FROM t WHERE b = ([])                    | v
            SELECT COALESCE([]), FIELD(a, []), JSON_ARRAY([]) | v v v
            SELECT a.in ([])                                  | v
            SELECT a FROM t WHERE (a, b) IN ([])              | 2
            SELECT a FROM t WHERE (a, b, c) NOT IN ([])       | 3
            SELECT a FROM t WHERE NOT (a, b) IN ([])          | 2
            SELECT a FROM t WHERE ROW(a, b) IN ([])           | 2
            SELECT a FROM t WHERE (a, COALESCE(b, c)) IN ([]) | 2
            SELECT a FROM t WHERE (a, []) IN ([]) AND b = []  | v 2 v
            SELECT IF(a, b, c) IN ([]), `f` (a, b) IN ([])    | 1 1
            SELECT a FROM t WHERE (a + b) IN ([])             | 1
            SELECT (a, b) IN ([]) AND ((c, d, e) IN ([]))     | 2 3
            SELECT (SELECT a, b FROM t) IN ([])               | 1
            SELECT ((a, b)) IN ([]), (((a, b))) NOT IN ([])   | 2 2
            SELECT ((a, b), c) IN ([]), (a, (b, c)) IN ([])   | 2 2
            SELECT ((a)) IN ([]), (f(a, b)) IN ([])           | 1 1
            SELECT ((a, b) = (c, d)) IN ([])                  | 1
            SELECT ((a, [])) IN ([])                          | v 2
            SELECT (a, b), c IN ([])                          | 1
            SELECT a FROM t WHERE (a, b) IN (([]))            | v
            SELECT a FROM t WHERE (a, b) IN (([]), ([]))      | v v
            SELECT a FROM t WHERE (a, b) IN ([], ([]))        | v v
            """)
    void areFound(String sql, String places) throws Exception {
        assertEquals(
                places,
                statement(sql).places().stream().map(ExpressionPlacesTest::sign).collect(Collectors.joining(" ")));
    }

    private static String sign(ExpressionPlace place) {
        return switch (place.kind()) {
            case VALUE -> "v";
            case COUNT -> "n";
            case LIST -> "" + place.width();
        };
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "25, 25", "'7', 7", "999999999999999999, 999999999999999999"})
    void takeWholeNumbers(String value, long bound) throws Exception {
        assertEquals(List.of(bound), bound("SELECT a FROM t LIMIT []", value).values());
        assertEquals(
                List.of(bound),
                bound("SELECT a FROM t LIMIT []", Long.parseLong(value)).values());
    }

    @Test
    void takeWholeNumbersInAnyForm() throws Exception {
        for (Object value :
                List.of(20, 20.0, 2e1, new BigDecimal("20.00"), new BigDecimal("2E+1"), BigInteger.valueOf(20))) {
            assertEquals(List.of(20L), bound("SELECT a FROM t LIMIT []", value).values());
        }
        for (Object value : List.of(20.5, -1.0, new BigDecimal("0.1"), new BigDecimal("1E+18"), 1e18)) {
            assertThrows(Failure.class, () -> bound("SELECT a FROM t LIMIT []", value), value.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {"-1", "1.5", "all", "1e3", "' 1'", "null", "9999999999999999999", "true"},
            nullValues = "null")
    void refuseAnythingElse(String value) {
        Failure failure = assertThrows(Failure.class, () -> bound("SELECT a FROM t LIMIT []", value));

        assertEquals("LIMIT and OFFSET take a whole number from 0 on", failure.getMessage());
        assertEquals("unsafe-value", failure.code().toString());
        assertThrows(Failure.class, () -> bound("SELECT a FROM t LIMIT []", -1));
        assertThrows(Failure.class, () -> bound("SELECT a FROM t LIMIT []", List.of(1, 2)));
    }
}
