package dev.gather.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Expression;
import dev.gather.expression.Variables;
import dev.gather.json.ExactJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page on functions lists those that exist, and its examples have the values that it shows. */
class FunctionsPageTest {
    private static final Variables NONE = Variables.within(() -> Duration.ofSeconds(5));
    private static final Pattern ROW = Pattern.compile(
            "^\\| `\\$(\\w+)\\([^`]*\\)` \\| .* \\| `(.*)` \\| (refuses with \\d+: )?`(.*)` \\|$", Pattern.MULTILINE);

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("src/doc/functions.md")))
                .results()
                .toList();
    }

    @Test
    void listsEveryFunction() throws IOException {
        Set<String> listed = rows().stream().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Functions.NAMES, listed);
    }

    @Test
    void hasNoRowWithoutAnExample() throws IOException {
        long rows = Files.readString(Path.of("src/doc/functions.md"))
                .lines()
                .filter(line -> line.startsWith("| `$"))
                .count();

        assertEquals(rows, rows().size());
    }

    @TestFactory
    Stream<DynamicTest> showsValuesThatExamplesHave() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.group(2), () -> {
                    assertTrue(row.group(2).contains("$" + row.group(1) + "("), "the example is of another function");
                    if (row.group(3) == null) {
                        assertEquals(json(row.group(4)), ExactJson.text(evaluated(row.group(2))));
                    } else {
                        assertRefuses(row);
                    }
                }));
    }

    private static void assertRefuses(MatchResult row) {
        EvaluationException thrown = assertThrows(EvaluationException.class, () -> evaluated(row.group(2)));

        assertTrue(thrown.isRefusal());
        assertEquals(row.group(4), thrown.getMessage());
        assertEquals("refuses with " + thrown.status() + ": ", row.group(3));
    }

    private static Object evaluated(String example) throws Exception {
        return Expression.parse(example).evaluate(NONE);
    }

    private static String json(String shown) throws Exception {
        return ExactJson.text(ExactJson.read(shown.getBytes(StandardCharsets.UTF_8), 1_000_000));
    }
}
