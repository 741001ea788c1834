package dev.gather.jsonata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.expression.Expression;
import dev.gather.expression.Variables;
import dev.gather.json.CompactObject;
import dev.gather.json.ExactJson;
import dev.gather.json.Names;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that are picked of rows are those that are made of maps. */
class PickingTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "next");

    private static final List<@Nullable Object[]> ROWS = List.of(
            new @Nullable Object[] {1, "x", null, 2},
            new @Nullable Object[] {null, List.of(1), Map.of("d", 1), "n"},
            new @Nullable Object[] {List.of(), List.of(1, 2), List.of(List.of(3)), false});

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$rows.{'p': a}",
                "$rows.{'p': a, 'q': b, 'r': c}",
                "$rows.{'p': missing, 'q': b}",
                "$rows.{'p': missing}",
                "$rows.{'p': a, 'q': a}",
                "$rows.{'p': a, 'p': b}",
                "$rows.{'p': next}",
                "$rows.{'p': c.d, 'q': b}",
                "$rows.{'p': $.a}",
                "$rows.{'p': a, 'q': 1}",
                "$rows.{b: a}",
                "$rows.{}",
                "$rows{'p': a}",
                "$rows[0].{'p': a}",
                "$rows[[0..1]].{'p': b}.p",
                "$rows.{'p': a, 'q': b}.{'r': q}",
                "$rows.{'p': a, 'q': b} ~> | $ | {'s': 1} |",
                "$merge($rows.{'p': a, 'q': b})",
                "$rows.{'p': b}^(p)",
                "$keys($rows.{'q': a, 'p': b})",
                "[$rows.{'p': a}]",
                "$map($rows, function($row) { $row.{'p': b} })",
                "($ := 1; $rows.{'p': a})"
            })
    void equalThoseMadeOfMaps(String expression) {
        Names names = Names.of(NAMES);
        List<CompactObject> rows =
                ROWS.stream().map(values -> new CompactObject(names, values)).toList();
        List<Map<String, @Nullable Object>> maps =
                ROWS.stream().map(PickingTest::map).toList();

        assertEquals(result(expression, maps), result(expression, rows));
    }

    private static Map<String, @Nullable Object> map(@Nullable Object[] values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            map.put(NAMES.get(i), values[i]);
        }
        return map;
    }

    /** As JSON, or what fails. */
    private static String result(String expression, List<?> rows) {
        Variables variables = Variables.within(() -> Duration.ofSeconds(5)).with("rows", rows);
        try {
            return ExactJson.text(Expression.parse(expression).evaluate(variables));
        } catch (Exception e) {
            return String.valueOf(e.getMessage());
        }
    }
}
