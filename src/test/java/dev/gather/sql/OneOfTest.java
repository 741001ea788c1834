package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlScalar;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Parts of statements that {@code $oneOf} chooses: only what the composition has literally becomes SQL. In these tests
 * {@code <a|b>} chooses a or b by {@code $x}, with the keys 0 and 1, and {@code []} is a value.
 */
class OneOfTest {
    private static final String SORTED =
            "SELECT id FROM t WHERE a = {% $input.a %} ORDER BY {% $oneOf($input.sort, {\"name\": \"name\","
                    + " 'newest': 'placed_at DESC, `id`', \"pick\": \"a = 'x?'\"}) %} LIMIT 5";

    private final Problems problems = new Problems();

    private Optional<StatementForms> read(String sql) throws ExpressionSyntaxException {
        YamlScalar scalar = (YamlScalar)
                new YamlReader("sql", "|\n " + sql, problems).read().orElseThrow();
        return new StatementReader(scalar, problems, () -> new ReadingRules("default"), MySqlDialect.PLAIN)
                .read(Template.parse(sql));
    }

    private static String written(String sql) {
        StringBuilder written = new StringBuilder();
        for (String part : sql.replace("[]", "{% $v %}").split("(?=<)|(?<=>)")) {
            written.append(part.startsWith("<") ? expression(part.substring(1, part.length() - 1)) : part);
        }
        return written.toString();
    }

    private static String expression(String choices) {
        List<String> texts = Arrays.asList(choices.split("\\|", -1));
        return IntStream.range(0, texts.size())
                .mapToObj(key -> "\"" + key + "\":\"" + texts.get(key) + "\"")
                .collect(Collectors.joining(",", "{% $oneOf($x, {", "}) %}"));
    }

    private static BoundStatement bind(StatementForms forms, Object input) {
        return forms.bind(Variables.within(() -> Duration.ofSeconds(5)).with("input", input));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "SELECT a FROM t ORDER BY <a|b DESC>; SELECT a FROM t ORDER BY a / SELECT a FROM t ORDER BY b DESC",
                "SELECT a FROM t GROUP BY <a|b>; SELECT a FROM t GROUP BY a / SELECT a FROM t GROUP BY b",
                "SELECT a FROM t ORDER BY a <|DESC> LIMIT []; SELECT a FROM t ORDER BY a  LIMIT ? /"
                        + " SELECT a FROM t ORDER BY a DESC LIMIT ?",
                "SELECT <a|b> FROM <t|s.`t`>; SELECT a FROM t / SELECT a FROM s.`t` / SELECT b FROM t / SELECT b FROM s.`t`",
                "SELECT <SUM|MAX>(a) FROM t_<x|y>; SELECT SUM(a) FROM t_x / SELECT SUM(a) FROM t_y / SELECT MAX(a) FROM t_x"
                        + " / SELECT MAX(a) FROM t_y",
                "SELECT [] FROM t WHERE a <=|!=> []; SELECT ? FROM t WHERE a = ? / SELECT ? FROM t WHERE a != ?",
                "SELECT a FROM t WHERE b = <'x'|'y''?'>; SELECT a FROM t WHERE b = 'x' / SELECT a FROM t WHERE b = 'y''?'",
                "<SELECT|TABLE> a; SELECT a / TABLE a"
            })
    void makeOneStatementForEachCombination(String sql, String statements) throws ExpressionSyntaxException {
        StatementForms forms = read(written(sql)).orElseThrow(() -> new AssertionError(problems.all()));

        assertEquals(
                statements,
                forms.all().stream()
                        .map(form -> String.join("?", form.pieces()))
                        .collect(Collectors.joining(" / ")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "SELECT a FROM t ORDER BY <a -- b|c>; 46; the choice '0' has a comment, write it outside of the choices",
                "SELECT a FROM t ORDER BY <a|c /* d */>; 54; the choice '1' has a comment, write it outside of the choices",
                "SELECT a FROM t ORDER BY <a # b>; 46; the choice '0' has a comment, write it outside of the choices",
                "SELECT a FROM t ORDER BY <a|b 'c>; 54; the choice '1' has a string that is not closed, close it",
                "SELECT a FROM t ORDER BY <`a|b>; 46; the choice '0' has a quoted name that is not closed, close it",
                "SELECT a FROM t ORDER BY <a?>; 46; the choice '0' has a placeholder,"
                        + " write the value outside of the choices: {% … %}",
                "SELECT a FROM t ORDER BY <a|{% $x %}>; 54; the choice '1' has an expression,"
                        + " a choice is a text as it stands in the statement",
                "SELECT a FROM t WHERE b = 'x<a|b>'; 31; $oneOf stands inside a string, write the quotes into the choices",
                "SELECT a FROM `<a|b>`; 18; $oneOf stands inside a quoted name, write the quotes into the choices",
                "SELECT a /* <a|b> */; 15; $oneOf stands inside a comment, move it out",
                "SELECT a FROM t <|FOR UPDATE>; 44; UPDATE does more than read, a source is one reading statement",
                "SELECT a FROM t <LIMIT 1|FOR> <1|SHARE>; 89; FOR SHARE locks rows, a source is one reading statement",
                "SELECT a IN<|TO> OUTFILE 'x'; 10; INTO does more than read, a source is one reading statement",
                "SELECT a, <GET_|b>LOCK('x', 1); 31; GET_LOCK changes locks of the session, a source is one reading statement",
                "SELECT a FROM t ORDER BY <a|b DESC,> []; 70; a value sorts and groups nothing: it is the same in every row,"
                        + " choose among columns: {% $oneOf($input.sort, {\"name\": \"name\", \"newest\": \"id DESC\"}) %}",
                "<DELETE|SELECT> a; 21; DELETE writes, and the source does not say so,"
                        + " add writes: true, which gather.datasources.default.writes=true has to allow"
            })
    void areCheckedInEachPlace(String sql, int column, String problem) throws ExpressionSyntaxException {
        assertEquals(Optional.empty(), read(written(sql)));
        assertEquals(
                "sql:2:" + (column + 1) + ": " + problem, problems.all().get(0).toString());
    }

    @Test
    void mayNotBeManyTogether() throws ExpressionSyntaxException {
        String four = "<a|b|c|d>";

        assertEquals(
                256,
                read(written("SELECT " + String.join(",", four, four, four, four)))
                        .orElseThrow()
                        .all()
                        .size());
        assertEquals(Optional.empty(), read(written("SELECT " + String.join(",", four, four, four, four, "<a|b>"))));
        assertEquals(
                "the choices make more than 256 different statements",
                problems.all().get(0).fault());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            null   | name
            name   | name
            newest | placed_at DESC, `id`
            pick   | a = 'x?'
            """)
    void areChosenByTheirKey(String key, String chosen) throws ExpressionSyntaxException {
        StatementForms forms = read(SORTED).orElseThrow();
        Map<String, Object> input = key == null ? Map.of("a", 1) : Map.of("a", 1, "sort", key);

        BoundStatement bound = bind(forms, input);

        assertEquals("SELECT id FROM t WHERE a = ? ORDER BY " + chosen + " LIMIT 5", bound.sql());
        assertEquals(List.of(1L), bound.values());
    }

    @ParameterizedTest
    @CsvSource({"''", "Name", "'name '", "placed_at DESC", "'1; DROP TABLE t'", "secret", "toString"})
    void areNothingThatACallerWrites(String key) throws ExpressionSyntaxException {
        StatementForms forms = read(SORTED).orElseThrow();

        for (Object sent : List.of(key, List.of("name"), Map.of("name", "name"), 1, true)) {
            Failure failure = assertThrows(Failure.class, () -> bind(forms, Map.of("a", 1, "sort", sent)));

            assertEquals(400, failure.status());
            assertEquals("invalid-input", failure.code().toString());
            assertEquals(
                    "/sort: it has to be one of \"name\", \"newest\", \"pick\"",
                    failure.violations().get(0).inWords());
            assertFalse(failure.isReplaceable());
        }
    }

    @Test
    void mayBeEmpty() throws ExpressionSyntaxException {
        StatementForms forms = read("SELECT a {% $oneOf($input, {\"up\": \"\", \"down\": \"DESC\"}) %}")
                .orElseThrow();

        assertEquals("SELECT a ", bind(forms, "up").sql());
        assertEquals("SELECT a DESC", bind(forms, "down").sql());
        assertEquals("SELECT a ", bind(forms, null).sql());
    }

    @Test
    void stayPreparedUpToALimit() throws ExpressionSyntaxException {
        StatementForms forms =
                read(written("SELECT " + "<a|b>,<a|b>,<a|b>,<a|b>,<a|b>")).orElseThrow();

        long kept = forms.all().stream()
                .map(form -> form.bind(Variables.within(() -> Duration.ofSeconds(5))))
                .filter(bound -> bound.types() != null)
                .count();

        assertEquals(16, kept);
    }
}
