package dev.gather.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.expression.Expression;
import dev.gather.expression.Variables;
import dev.gather.json.ExactJson;
import dev.gather.schema.Schema;
import dev.gather.schema.SchemaProblems;
import dev.gather.schema.SchemaReader;
import dev.gather.schema.TimeLimit;
import dev.gather.schema.Validation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of an expression's value, and that it holds for the values that come. */
class InferenceTest {
    private static final String SHAPE = """
            {"type": "object", "required": ["id", "name", "address", "tags", "orders"], "properties": {
              "id": {"type": "integer"},
              "name": {"type": ["string", "null"]},
              "nick": {"type": "string"},
              "address": {"type": "object", "additionalProperties": false, "required": ["city"],
                "properties": {"city": {"type": "string"}, "lines": {"type": "array", "items": {"type": "string"}}}},
              "tags": {"type": "array", "items": {"type": "string"}},
              "orders": {"type": "array", "items": {"type": "object", "required": ["no", "total", "parts"],
                "properties": {"no": {"type": "integer"}, "total": {"type": "number"}, "note": {"type": "string"},
                  "parts": {"type": "array", "items": {"type": "object", "required": ["sku"],
                    "properties": {"sku": {"type": "string"}}}}}}},
              "open": {}
            }}
            """;

    /** Values of that shape: with nothing in the lists, with one element, and with several. */
    private static final List<String> VALUES = List.of("""
            {"id": 1, "name": null, "address": {"city": "A"}, "tags": [], "orders": []}
            """, """
            {"id": 2, "name": "n", "nick": "k", "address": {"city": "B", "lines": ["x"]}, "tags": ["t"],
             "orders": [{"no": 7, "total": 1.5, "note": "n", "parts": [{"sku": "s"}]}], "open": {"a": [1]}}
            """, """
            {"id": 3, "name": "", "address": {"city": "C", "lines": ["x", "y"]}, "tags": ["t", "u"], "open": [[1], 2],
             "orders": [{"no": 7, "total": 2, "parts": []}, {"no": 8, "total": 3.25, "note": "m",
               "parts": [{"sku": "a"}, {"sku": "b"}]}]}
            """);

    private static Object json(String text) throws Exception {
        return ExactJson.read(text.getBytes(StandardCharsets.UTF_8), 1 << 20);
    }

    private static Map<String, Object> schema(String expression) throws Exception {
        Components components = new Components();
        Known shape = Known.of(json(SHAPE), components);
        return Inference.of(Syntax.tree(expression), name -> name.equals("x") ? shape : Known.UNKNOWN, components)
                .inDocument()
                .schema();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $x.id                          | {"type":"integer"}
            $x.name                        | {"type":["string","null"]}
            $x.nick                        | {"type":["string","null"]}
            $x.nothing                     | {}
            $x.address.city                | {"type":"string"}
            $x.address.street              | {"type":"null"}
            $x.address.lines               | {"type":["array","null"],"items":{"type":"string"}}
            $x.tags                        | {"type":"array","items":{"type":"string"}}
            $x.tags[]                      | {"type":["array","null"],"items":{"type":"string"}}
            $x.tags[0]                     | {"type":["string","null"]}
            $x.orders[0].no                | {"type":["integer","null"]}
            $x.orders.no[]                 | {"type":["array","null"],"items":{"type":"integer"}}
            [$x.orders.no]                 | {"type":"array","items":{"type":"integer"}}
            [$x.orders.note]               | {"type":"array","items":{"type":"string"}}
            [$x.orders.parts.sku]          | {"type":"array","items":{"type":"string"}}
            [$x.id, $x.tags]               | {"type":"array","items":{"type":["integer","string"]}}
            [[$x.tags]]                    | {"type":"array","items":{"type":"array","items":{"type":"string"}}}
            []                             | {"type":"array","maxItems":0}
            $x.orders.no                   | {"anyOf":[{"type":"array","items":{"type":"integer"}},{"type":["integer","null"]}]}
            $x.orders[total > 2].no        | {"anyOf":[{"type":"array","items":{"type":"integer"}},{"type":["integer","null"]}]}
            $x.orders^(total)[0].no        | {"type":["integer","null"]}
            $x.address.{"town": city}      | {"type":"object","required":["town"],"properties":{"town":{"type":"string"}}}
            $x.address.(city & "!")        | {"type":"string"}
            [$x.orders.{"n": no, "t": note}] | {"type":"array","items":{"type":"object","required":["n"],"properties":{"n":{"type":"integer"},"t":{"type":"string"}}}}
            {"id": $x.id, "nick": $x.nick} | {"type":"object","required":["id"],"properties":{"id":{"type":"integer"},"nick":{"type":"string"}}}
            {$x.name & "k": 1}             | {"type":"object"}
            $count($x.orders)              | {"type":"integer"}
            $sum($x.orders.total)          | {"type":["number","null"]}
            $x.orders.total ~> $sum        | {"type":["number","null"]}
            $string($x.id)                 | {"type":["string","null"]}
            $exists($x.nick)               | {"type":"boolean"}
            $split($x.address.city, "")    | {}
            $merge([$x.address, {"a": 1}]) | {"type":["object","null"]}
            $index($x.orders, "no")        | {"type":["object","null"]}
            $join($x.tags, ",")            | {"type":["string","null"]}
            $join($x.orders, "no", $x.tags, "of", "more") | {"type":"array","items":{"type":"object","required":["no","total","parts","more"],"properties":{"no":{"type":"integer"},"total":{"type":"number"},"note":{"type":"string"},"parts":{"type":"array","items":{"type":"object","required":["sku"],"properties":{"sku":{"type":"string"}}}},"more":{"type":"array","items":{"type":"string"}}}}}
            $x.id = 1                      | {"type":"boolean"}
            $x.nick < "z"                  | {"type":["boolean","null"]}
            $x.id + 1                      | {"type":["number","null"]}
            -$x.id                         | {"type":["number","null"]}
            $x.name & 1                    | {"type":"string"}
            $x.id in [1, 2]                | {"type":"boolean"}
            [1..$x.id]                     | {"type":"array","items":{"type":"integer"}}
            "a"                            | {"type":"string","const":"a"}
            1                              | {"type":"integer","const":1}
            1.5                            | {"type":"number","const":1.5}
            null                           | {"type":"null"}
            true                           | {"type":"boolean"}
            $x.id = 1 ? "one" : $x.nick    | {"anyOf":[{"type":"string","const":"one"},{"type":["string","null"]}]}
            $x.id = 1 ? 2                  | {"type":["integer","null"],"enum":[2,null]}
            ($y := $x.id; $y)              | {}
            ($x := "a"; $x)                | {}
            ($sum := function($n) { "s" }; $sum([1])) | {}
            $map($x.orders, function($x) { $x.no }) | {}
            $x.orders@$o.{"n": $o.no}      | {}
            $x.orders{note: no}            | {}
            $x.*                           | {}
            $x.open.a                      | {}
            $x.open[0]                     | {}
            """)
    void knowsWhatComes(String expression, String expected) throws Exception {
        Map<String, Object> known = schema(expression);
        SchemaProblems problems = new SchemaProblems();
        Schema read = new SchemaReader(known, problems).read();

        assertEquals(List.of(), problems.found());
        assertEquals(json(expected), json(ExactJson.text(known)), () -> "was " + text(known));
        for (String value : VALUES) {
            Variables variables = Variables.within(() -> Duration.ofSeconds(5)).with("x", json(value));
            Object made = Expression.parse(expression).evaluate(variables);
            assertEquals(
                    List.of(),
                    Validation.violations(read, made, TimeLimit.in(Duration.ofSeconds(5))),
                    () -> text(made) + " of " + text(known));
        }
    }

    private static String text(Object value) {
        try {
            return ExactJson.text(value);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void knowsOnlyFunctionsThatThereAre() {
        assertTrue(Expression.functions().containsAll(Results.names()));
    }
}
