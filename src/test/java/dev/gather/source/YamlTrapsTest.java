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

    /** What is meant as it stands, in a list or mapping in place of an expression and in any document. */
    @TestFactory
    Stream<DynamicTest> leaveTextsAlone() {
        return Stream.of(
                        "[ $5 off, $USD, '$EUR' ]",
                        "[ $ref, $.a, $$.a, $, $input-id, $inputs, $x-ray, US$, '$sum', '$sum of all' ]",
                        "{ x: { cur: $USD } }",
                        "{ $ref: a, $gt: 5, $group: { $sum: 1 } }",
                        "{ n: [ { $in: [ $USD ] } ] }",
                        "{ $x: 1 }",
                        "{ $inputs.id: 1, $x-ray: 1, '$price (USD)': 1, '$a / b': 1, '$what?': 1, '$x or': 1 }",
                        "{ '$5 ? a': 1, '$length (cm)': 1, '$.a': 1, $: 1 }",
                        "{ a: 1, b: $5 } #$x",
                        "1 #$i")
                .flatMap(text -> Stream.of("a: " + text, "doc: " + text))
                .map(yaml -> DynamicTest.dynamicTest(yaml, () -> assertEquals("", problems(yaml))));
    }

    @TestFactory
    Stream<DynamicTest> recognizeKeysThatAreHalvesOfExpressions() {
        return Stream.of(
                        "$ordrs ? 1",
                        "$x ? 1",
                        "$x?1",
                        "$input.y)",
                        "$ordrs.{\"id\"",
                        "$x{\"id\"",
                        "$x[a = 1] ? b",
                        "$x = 1 ? b",
                        "$x - 1 ? b",
                        "$x and $orders ? b",
                        "$x in $orders ? b",
                        "$sum($x",
                        "$map($x, function($v) { $v.a ? 1")
                .map(key -> DynamicTest.dynamicTest(key, () -> {
                    String problem = "YAML reads ': ' as a mapping, quote the whole expression";
                    assertEquals("f:1:6 a." + key + ": " + problem, problems("a: { '" + key + "': 1 }"));
                    assertEquals("f:1:8 a[0]." + key + ": " + problem, problems("a: [ { '" + key + "': $x } ]"));
                    assertEquals("", problems("doc: { '" + key + "': 1 }"));
                }));
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
            {"a: $orders #$5 per call", ""},
            {"doc: GET stub:/d #$5 per call", ""},
            {"doc: GET stub:/d #$i per call", ""},
            {"doc: GET stub:/{% $x %} #$i per call", ""},
            {
                "doc: GET s:/{% $x #$i %}",
                "f:1:13 doc: '{%' is not closed by '%}', YAML takes ' #' for the start of a comment: quote the whole expression"
            },
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
                "f:1:5 a[0]: this is a text and not an expression, write '{% $x %}' for the value, or '{% \"$x\" %}' for the text\nf:1:9 a[1]: this is a text and not an expression, write '{% $orders %}' for the value, or '{% \"$orders\" %}' for the text"
            },
            {"a: [ '{% $x %}', 1 ]", ""},
            {
                "a: { id: $x.id, n: { m: [$sum($x)] } }",
                "f:1:10 a.id: this is a text and not an expression, write '{% $x.id %}' for the value, or '{% \"$x.id\" %}' for the text\nf:1:26 a.n.m[0]: this is a text and not an expression, write '{% $sum($x) %}' for the value, or '{% \"$sum($x)\" %}' for the text"
            },
            {
                "a:\n  id: $x.id",
                "f:2:7 a.id: this is a text and not an expression, write '{% $x.id %}' for the value, or '{% \"$x.id\" %}' for the text"
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
                "f:1:6 doc: this is a text and not an expression, write '{% $x %}' for the value, or '{% \"$x\" %}' for the text"
            },
            {
                "doc: { a: [ $input.id, $x[0] ] }",
                "f:1:26: not YAML: YAML ends a text at '[' within [ ] or { }, quote the whole expression"
            },
            {
                "doc: $sum($x.y)",
                "f:1:6 doc: this is a text and not an expression, write '{% $sum($x.y) %}' for the value, or '{% \"$sum($x.y)\" %}' for the text"
            },
            {
                "headers: { etag: $x, age: '{% $x %}', price: $5 }",
                "f:1:18 headers.etag: this is a text and not an expression, write '{% $x %}' for the value, or '{% \"$x\" %}' for the text"
            },
            {
                "doc: { a: [ $input.id, 1 ] }",
                "f:1:13 doc.a[0]: this is a text and not an expression, write '{% $input.id %}' for the value, or '{% \"$input.id\" %}' for the text"
            },
            {
                "doc: '$x[''a'']'",
                "f:1:6 doc: this is a text and not an expression, write '{% $x[''a''] %}' for the value, or '{% \"$x[''a'']\" %}' for the text"
            },
            {
                "doc: '$x[\"a\"]'",
                "f:1:6 doc: this is a text and not an expression, write '{% $x[\"a\"] %}' for the value, or '{% \"…\" %}' for the text"
            },
            {"doc: $xylophone", ""},
            {"doc: $sum", ""},
            {"doc: $x-ray", ""},
        };
        return Stream.of(cases)
                .map(one -> DynamicTest.dynamicTest(one[0], () -> assertEquals(one[1], problems(one[0]))));
    }
}
