package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.json.ExactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one row makes an element of what another row would make a list. */
class SingleResultsTest {
    private static final Set<String> LISTS = Set.of("rows");

    private static Object evaluate(Expression expression, int count) {
        List<Object> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rows.add(Map.of("id", i, "paid", true, "items", List.of(Map.of("sku", "a" + i))));
        }
        return expression.evaluate(Variables.within(() -> Duration.ofSeconds(5))
                .with(Map.of("rows", rows, "one", Map.of("id", 1), "input", Map.of("id", 1))));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$rows.id",
                "$rows.items.sku",
                "$rows.{'id': id}",
                "$rows[paid]",
                "$rows[paid = true].id",
                "$rows.(id * 2)",
                "$rows.$string(id)",
                "$rows^(id)",
                "$rows^(>id).id",
                "$rows@$r.$r.id",
                "$map($rows, function($r) { $r.id })",
                "$filter($rows, function($r) { $r.paid })",
                "$map($rows[paid], function($r) { $r.id })",
                "$rows ~> $map(function($r) { $r.id })",
                "$rows.id ~> $filter(function($v) { $v > 0 })",
                "$one ? $rows.id : 0",
                "($x := 1; $rows.id)",
                "$one.id = 1 ? $rows[paid] : []",
            })
    void isFoundWhereItHappens(String text) throws ExpressionSyntaxException {
        Expression expression = Expression.parse(text);

        assertEquals("false true", isList(expression, 1) + " " + isList(expression, 2), "the premise");
        assertEquals(true, expression.mayCollapse(LISTS));
        assertEquals(false, expression.mayCollapse(Set.of("one")));
    }

    private static boolean isList(Expression expression, int rows) {
        return evaluate(expression, rows) instanceof List;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$rows",
                "$rows[0]",
                "$rows[-1].id",
                "$rows[paid][0]",
                "$rows[paid][0].id",
                "[$rows.id]",
                "$rows.id[]",
                "$rows[].id",
                "$rows[paid][]",
                "$rows[][paid]",
                "[$rows[paid]]",
                "$count($rows[paid])",
                "$sum($rows.id)",
                "$join($rows.items.sku, ',')",
                "$join($rows, 'id', $rows.items, 'sku', 'all')",
                "$index($rows, 'id')",
                "$sort($rows.id)",
                "$rows{$string(id): paid}",
                "$rows.id{$string($): 1}",
                "$one.id",
                "$one[id = 1]",
                "$input.id + $rows[0].id",
                "$rows.id & ''",
                "$exists($rows[paid])",
                "1 in $rows.id",
                "[$map($rows, function($r) { $r.id })]",
                "$map($rows, function($r) { $r.id })[]",
                "[$rows ~> $map(function($r) { $r.id })]",
                "$reduce($rows.id, function($a, $b) { $a + $b })",
                "$string($rows.id)",
            })
    void isNotSuspectedWhereTheAuthorHasSeenToItOrItIsNoList(String text) throws ExpressionSyntaxException {
        assertEquals(false, Expression.parse(text).mayCollapse(LISTS));
    }

    @TestFactory
    Stream<DynamicTest> hasTheValuesThatThePageShows() throws IOException {
        Pattern row = Pattern.compile(
                "^\\| `([^`]*\\$orders[^`]*)` \\| `?([^|`]*)`? \\| `([^|`]*)` \\| `([^|`]*)` \\|$", Pattern.MULTILINE);
        List<MatchResult> rows = row.matcher(Files.readString(Path.of("src/doc/expressions.md")))
                .results()
                .toList();
        assertEquals(5, rows.size());
        return rows.stream().flatMap(shown -> IntStream.range(0, 3)
                .mapToObj(count -> DynamicTest.dynamicTest(shown.group(1) + " of " + count, () -> {
                    List<Object> orders =
                            List.<Object>of(Map.of("id", 7), Map.of("id", 8)).subList(0, count);
                    Object value = Expression.parse(shown.group(1))
                            .evaluate(Variables.within(() -> Duration.ofSeconds(5))
                                    .with("orders", orders));

                    assertEquals(shown.group(2 + count).replace(" ", ""), ExactJson.text(value));
                })));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{'ids': $rows.id}", "{'a': 1, 'b': $one ? $rows[paid]}"})
    void isFoundInTheMembersOfAnObject(String text) throws ExpressionSyntaxException {
        assertEquals(true, Expression.parse(text).mayCollapse(LISTS));
    }
}
