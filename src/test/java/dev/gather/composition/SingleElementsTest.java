package dev.gather.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gather.expression.JsonTemplate;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.Problem;
import dev.gather.yaml.Problems;
import dev.gather.yaml.Severity;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SingleElementsTest {
    private static final String WARNING =
            ": a single element is not in a list here, write [ … ] around the expression for a list, or [0] after it for"
                    + " one element";

    private static List<String> warnings(String source, String output) {
        Problems problems = new Problems();
        String text = "sources:\n  rows: { " + source + " }\n  other: { http: GET a:/b }\noutput: " + output;
        YamlMap body = (YamlMap) new YamlReader("f", text, problems).read().orElseThrow();
        List<SourceYaml> sources = ((YamlMap) body.entries().get("sources").value())
                .entries().values().stream()
                        .map(entry -> SourceYaml.of(entry, body))
                        .toList();
        CompositionYaml yaml = new CompositionYaml("f", body, sources, List.of());
        JsonTemplate document = yaml.templates(problems)
                .document(body.entries().get("output").value())
                .orElseThrow();
        assertFalse(problems.hasErrors(), problems.all()::toString);
        SingleElements.check(yaml, document, problems);
        return problems.all(Severity.WARNING).stream().map(Problem::toString).toList();
    }

    @TestFactory
    Stream<DynamicTest> areFoundInOutputsOfSourcesThatAreLists() {
        Object[][] cases = {
            {"sql: SELECT 1", "'{% $rows.id %}'", List.of("f:4:13 output" + WARNING)},
            {"sql: SELECT 1, rows: many", "{ a: { b: '{% $rows[id = 1] %}' } }", List.of("f:4:23 output.a.b" + WARNING)
            },
            {
                "sql: SELECT 1",
                "[ '{% $rows.id %}', '{% $rows.n %}' ]",
                List.of("f:4:15 output[0]" + WARNING, "f:4:33 output[1]" + WARNING)
            },
            {"http: GET a:/b, forEach: $input.ids", "'{% $rows.id %}'", List.of("f:4:13 output" + WARNING)},
            {"sql: SELECT 1, rows: one, forEach: $input.ids", "'{% $rows.id %}'", List.of("f:4:13 output" + WARNING)},
            {"sql: SELECT 1, rows: one", "'{% $rows.id %}'", List.of()},
            {"sql: UPDATE a SET b = 1, writes: true", "'{% $rows.id %}'", List.of()},
            {"sql: SELECT 1, value: $value.id", "'{% $rows.id %}'", List.of()},
            {"http: GET a:/b", "'{% $rows.id %}'", List.of()},
            {"sql: SELECT 1", "'{% $rows %}'", List.of()},
            {"sql: SELECT 1", "'{% [$rows.id] %}'", List.of()},
            {"sql: SELECT 1", "'{% $rows.id[] %}'", List.of()},
            {"sql: SELECT 1", "'{% $rows[id = 1][0] %}'", List.of()},
            {"sql: SELECT 1", "'ids: {% $rows.id %}'", List.of()},
            {"sql: SELECT 1", "'{% $other.id %}'", List.of()},
        };
        return Stream.of(cases)
                .map(one -> DynamicTest.dynamicTest(
                        one[0] + " " + one[1], () -> assertEquals(one[2], warnings((String) one[0], (String) one[1]))));
    }
}
