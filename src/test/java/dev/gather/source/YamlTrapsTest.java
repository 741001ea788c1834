package dev.gather.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.yaml.Problem;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlReader;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What an author is told who writes an expression into YAML as it is, without quotes. */
class YamlTrapsTest {
    private static String problems(String text) {
        Problems problems = new Problems();
        Optional<YamlNode> read = new YamlReader("f", text, problems).read();
        TemplateReader templates = new TemplateReader(Set.of("x", "orders", "input"), problems);
        var unused = read.map(root -> ((YamlMap) root).get("a")).flatMap(templates::value);
        unused = read.map(root -> ((YamlMap) root).get("doc")).flatMap(templates::document);
        var unusedHeaders = read.map(root -> templates.headers(((YamlMap) root).get("headers"), name -> false, ""));
        return problems.all().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    @TestFactory
    Stream<DynamicTest> areExplained() {
        String[][] cases = {
            {"a: {% $x %}", "f:1:4: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {"a:\n  - {% $x %}", "f:2:5: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {"a: [{% $x %}]", "f:1:5: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {"a: [1, b{% $x %}]", "f:1:9: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {"a: {b: {% $x %}}", "f:1:8: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {"a: {b: c{% $x %}}", "f:1:9: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {"a: {%\n  $x\n  %}", "f:1:4: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {"a:\n  {% $x %}", "f:2:3: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {"{% $x %}: 1", "f:1:1: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {
                "# é😀\na: [é😀, {% $x %}]",
                "f:2:9: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"
            },
            {"a: \"t\" {% $x %}", "f:1:8: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {"a: {b: 'x'{% c %}}", "f:1:11: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {"a: x\n{% $x %}", "f:2:1: not YAML: '{%' starts a mapping here, quote the whole value: '{% … %}'"},
            {
                "doc: GET s:/{% $x ? 1 : 2 %}",
                "f:1:23: not YAML: YAML reads ': ' as a mapping, quote the whole expression"
            },
            {
                "doc: GET s:/{% $x # 1 %}",
                "f:1:13 doc: '{%' is not closed by '%}', YAML takes ' #' for the start of a comment: quote the whole expression"
            },
            {"doc: GET s:/{% $x[a, b] %}", "f:1:20 doc: expected ']' and not ','"},
            {"a: $x ? 1 : 2", "f:1:11: not YAML: YAML reads ': ' as a mapping, quote the whole expression"},
            {"a: $x\n  .y ? 1 : 2", "f:2:10: not YAML: YAML reads ': ' as a mapping, quote the whole expression"},
            {"a:\n  $x ? 1 : 2", "f:2:3 a.$x ? 1: YAML reads ': ' as a mapping, quote the whole expression"},
            {"a: [$x ? 1 : 2]", "f:1:5 a[0].$x ? 1: YAML reads ': ' as a mapping, quote the whole expression"},
            {"a: $x.{\"b\": 1}", "f:1:11: not YAML: YAML reads ': ' as a mapping, quote the whole expression"},
            {"a: 1\n  b: 2", "f:2:4: not YAML: a second ': ' in one value, quote the value or mind the indentation"},
            {
                "b: { that: $x ? 1 : 2, status: 400 }",
                "f:1:19: not YAML: YAML ends a text at ':' within [ ] or { }, quote the whole expression"
            },
            {
                "b: { that: $x[b = 1], status: 400 }",
                "f:1:14: not YAML: YAML ends a text at '[' within [ ] or { }, quote the whole expression"
            },
            {
                "b: { that: $x.{b}, status: 400 }",
                "f:1:15: not YAML: YAML ends a text at '{' within [ ] or { }, quote the whole expression"
            },
            {"a: \"t\" & $x", "f:1:9: not YAML: the value goes on after its end, quote the whole expression"},
            {"a: 't' & $x", "f:1:9: not YAML: the value goes on after its end, quote the whole expression"},
            {"a: [$x, $orders][0]", "f:1:17: not YAML: the value goes on after its end, quote the whole expression"},
            {"a: {\"b\": $x}.b", "f:1:13: not YAML: the value goes on after its end, quote the whole expression"},
            {"b: { a: \"x\" & $x }", "f:1:14: not YAML: the value goes on after its end, quote the whole expression"},
            {"a: `x`", "f:1:4: not YAML: a text cannot start with `, quote the whole value"},
            {"a: @x", "f:1:4: not YAML: a text cannot start with @, quote the whole value"},
            {"a: %.x", "f:1:4: not YAML: a text cannot start with %, quote the whole value"},
            {"a: $orders #$i.id", "f:1:4 a: YAML takes ' #' for the start of a comment, quote the whole expression"},
            {
                "{ a: $sum($x, 1) }",
                "f:1:13 a: expected ')' before the end of the expression, YAML ends a text at ',' within [ ] or { }: quote the whole expression"
            },
            {
                "a: $orders[ # the paid ones",
                "f:1:12 a: expected ']' before the end of the expression, YAML takes ' #' for the start of a comment: quote the whole expression"
            },
            {"a: $orders # all of them", ""},
            {
                "a: $orders[a = ' # b']",
                "f:1:17 a: a string lacks its closing quote, YAML takes ' #' for the start of a comment: quote the whole expression"
            },
            {
                "a: [$x, $orders]",
                "f:1:5 a[0]: this is a text and not an expression, quote the whole list or mapping as one expression, or write '{% $x %}'\nf:1:9 a[1]: this is a text and not an expression, quote the whole list or mapping as one expression, or write '{% $orders %}'"
            },
            {"a: [ '{% $x %}', 1 ]", ""},
            {
                "a: { id: $x.id, n: { m: [$sum($x)] } }",
                "f:1:10 a.id: this is a text and not an expression, quote the whole list or mapping as one expression, or write '{% $x.id %}'\nf:1:26 a.n.m[0]: this is a text and not an expression, quote the whole list or mapping as one expression, or write '{% $sum($x) %}'"
            },
            {
                "a:\n  id: $x.id",
                "f:2:7 a.id: this is a text and not an expression, quote the whole list or mapping as one expression, or write '{% $x.id %}'"
            },
            {"a: [ $12, US$ ]", ""},
            {
                "a: high",
                "f:1:4 a: 'high' is looked up in nothing: a variable's name starts with $, as in $high, for a text write '\"high\"'"
            },
            {
                "a: two words",
                "f:1:8 a: 'words' cannot stand here, an operator or the end is expected, for a text write '\"two words\"'"
            },
            {"a: '\"high\"'", ""},
            {"a: true", ""},
            {"a: 12", ""},
            {"a:", ""},
            {"a: '{% $x %}'", ""},
            {"a: ' {% $x %} '", ""},
            {
                "a: 'no. {% $x %}'",
                "f:1:4 a: must be one expression, with no text around it, join texts with & within it, as in '\"no. \" & $x.id'"
            },
            {
                "a: '{% $x %} {% $x %}'",
                "f:1:4 a: must be one expression, with no text around it, join texts with & within it, as in '\"no. \" & $x.id'"
            },
            {"a: $x ~> $summ", "f:1:10 a: unknown function $summ, did you mean $sum? (the page on functions lists them)"
            },
            {"a: $summ($x)", "f:1:4 a: unknown function $summ, did you mean $sum? (the page on functions lists them)"},
            {"a: $nonsense($x)", "f:1:4 a: unknown function $nonsense, the page on functions lists them"},
            {"a: $x($orders)", "f:1:4 a: $x is a variable and cannot be called, the page on functions lists what can be"
            },
            {"a: $map($x, $upercase)", "f:1:13 a: unknown variable $upercase, did you mean the function $uppercase?"},
            {"a: ($f := function($v) { $v }; $f($x))", ""},
            {"a: $order.id", "f:1:4 a: unknown variable $order, did you mean $orders?"},
            {
                "doc: $x",
                "f:1:6 doc: this is a text and not an expression, write '{% $x %}', or '{% \"…\" %}' for the text"
            },
            {
                "doc: { a: [ $input.id, $x[0] ] }",
                "f:1:26: not YAML: YAML ends a text at '[' within [ ] or { }, quote the whole expression"
            },
            {
                "doc: $sum($x.y)",
                "f:1:6 doc: this is a text and not an expression, write '{% $sum($x.y) %}', or '{% \"…\" %}' for the text"
            },
            {
                "headers: { etag: $x, age: '{% $x %}', price: $5 }",
                "f:1:18 headers.etag: this is a text and not an expression, write '{% $x %}', or '{% \"…\" %}' for the text"
            },
            {
                "doc: { a: [ $input.id, 1 ] }",
                "f:1:13 doc.a[0]: this is a text and not an expression, write '{% $input.id %}', or '{% \"…\" %}' for the text"
            },
            {"doc: $xylophone", ""},
            {"doc: $sum", ""},
            {"doc: $x-ray", ""},
        };
        return Stream.of(cases)
                .map(one -> DynamicTest.dynamicTest(one[0], () -> assertEquals(one[1], problems(one[0]))));
    }
}
