package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No evaluation changes what it is given: the next one, another source or the next request sees the same. */
class FrozenValuesTest {
    private static Object frozen(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(name, frozen(member)));
            return Collections.unmodifiableMap(members);
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(frozen(element)));
            return Collections.unmodifiableList(elements);
        }
        return value;
    }

    private static Map<String, Object> row(int id, String name, Object price) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("name", name);
        row.put("price", price);
        row.put("nothing", null);
        row.put("tags", List.of("a", "b"));
        row.put("one", List.of(Map.of("x", id)));
        return row;
    }

    private static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("none", List.of());
        values.put("rows", List.of(row(2, "b", 2.5), row(1, "a", 1), row(3, "c", 10_000_000_000L)));
        values.put("row", row(1, "a", 1));
        values.put("nulls", Arrays.asList(null, 1, null));
        values.put("nested", List.of(List.of(1, 2), List.of(3), List.of()));
        values.put("null", null);
        values.put("text", "a-b");
        return values;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$rows{$string(id): name}",
                "$none{$string(id): name}",
                "$none{'x': $}",
                "$rows.{'a': id}",
                "$rows.id[]",
                "$row.id[]",
                "$row.one[]",
                "$row.one.x[]",
                "$row.tags[]",
                "$row.tags[]{$: 1}",
                "$rows[0].tags",
                "$rows[id > 1]^(>price)",
                "$rows^(id)[0]",
                "$rows@$r.tags@$t.{'r': $r.id, 't': $t}",
                "$rows#$i[$i > 0].id",
                "$rows.tags.%.id",
                "$rows ~> |$|{'id': 0, 'new': nothing}, ['price']|",
                "$rows ~> |one|{'x': null}|",
                "$row ~> |$.one|{'y': 2}, 'x'|",
                "$rows ~> |$row|{'id': 9}|",
                "$append($none, $rows)",
                "$append($rows, $row)",
                "$append($nulls, null)",
                "[$none]",
                "[$none, null, $nulls]",
                "[[$nested]]",
                "$reverse($nested)",
                "$sort($rows.id)",
                "$sort($rows, function($a, $b) { $a.id > $b.id })",
                "$distinct($nulls)",
                "$merge([$row, {'nothing': 1}])",
                "$spread($row)",
                "$sift($row, $exists)",
                "$each($row, function($v, $k) { $v })",
                "$map($nulls, function($v) { [$v] })",
                "$filter($nulls, $exists)",
                "$reduce($nested, $append)",
                "$zip($nested[0], $nulls)",
                "$keys($row)",
                "$lookup($rows, 'tags')",
                "$join($rows, 'id', $rows, 'id', 'same')",
                "$index($rows, 'id')",
                "$row.*",
                "$rows.*",
                "$rows.**",
                "$nested.$",
                "{'a': $none, 'b': $null, 'c': $row.nothing}",
                "($x := $rows; $x := $append($x, $row); $x)",
                "$string($rows)",
                "$text ~> /b/",
                "$match($text, /(x)?b/)",
                "$clone($rows)",
                "$null",
                "$nulls",
                "$none[0]",
                "$none.x",
            })
    void givesTheSameValueTwiceOverValuesThatCannotBeChanged(String text) throws ExpressionSyntaxException {
        Expression expression = Expression.parse(text);
        Map<String, Object> values = values();
        values.replaceAll((name, value) -> frozen(value));
        Variables variables = Variables.within(() -> Duration.ofSeconds(20)).with(values);

        Object first = frozen(expression.evaluate(variables));
        Object second = expression.evaluate(variables);

        assertEquals(first, second);
        assertEquals(frozen(values()), values);
        Variables chained = variables.with("rows", first);
        assertEquals(frozen(Expression.parse("$rows").evaluate(chained)), first);
    }
}
