package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlScalar;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What LIMIT and OFFSET take: MariaDB reads a number below zero as no limit at all. */
class ExpressionPlacesTest {
    private static SqlStatement statement(String sql) throws Exception {
        String text = sql.replace("[]", "{% $x %}");
        Problems problems = new Problems();
        YamlScalar scalar =
                (YamlScalar) new YamlReader("sql", text, problems).read().orElseThrow();
        return new SqlReader(scalar, problems, new ReadingRules("test"), false)
                .read(Template.parse(text))
                .orElseThrow(() -> new AssertionError(problems.all()));
    }

    private static BoundStatement bound(String sql, Object value) throws Exception {
        return statement(sql).bind(Variables.within(() -> Duration.ofSeconds(5)).with("x", value));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SELECT [] FROM t LIMIT []                      | [1]
            SELECT a FROM t LIMIT [], []                   | [0, 1]
            SELECT a FROM t LIMIT 5 OFFSET []              | [0]
            SELECT a FROM t LIMIT [] OFFSET []             | [0, 1]
            SELECT (SELECT a FROM t LIMIT []), []          | [0]
            SELECT a FROM t OFFSET [] ROWS                 | [0]
            SELECT a FROM t WHERE b = [] LIMIT 5           | []
            """)
    void areFound(String sql, String counts) throws Exception {
        assertEquals(counts, statement(sql).counts().stream().sorted().toList().toString());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "25, 25", "'7', 7", "999999999999999999, 999999999999999999"})
    void takeWholeNumbers(String value, long bound) throws Exception {
        assertEquals(List.of(bound), bound("SELECT a FROM t LIMIT []", value).values());
        assertEquals(
                List.of(bound),
                bound("SELECT a FROM t LIMIT []", Long.parseLong(value)).values());
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
