package dev.gather.golden;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.yaml.Problem;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to a composition, what comes of it is a composition or problems, with all kinds of source at hand. */
@QuarkusTest
class CompositionMutationTest {
    private static final int MUTANTS = 1_000;
    private static final List<String> PIECES = List.of(
            "{%",
            "%}",
            "{% $",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "'",
            "\"",
            "`",
            "/",
            "/*",
            "*/",
            "?:",
            "??",
            "$input",
            "$item",
            ":=",
            "~>",
            "^(",
            "@$x",
            "#$i",
            "function($a){",
            "|",
            "<",
            ">",
            "%",
            "**",
            "..",
            "\\u",
            "/(/",
            "GET ",
            "a:/",
            "//",
            "?",
            "&",
            "=",
            "#",
            ";",
            "--",
            "SELECT",
            "\n",
            "  ",
            ": ",
            "- ",
            "null",
            "1e999",
            "-1",
            "999999999999",
            "99999999ms",
            "$ref: '#'",
            "pattern: '('",
            "type: []",
            "default: {}",
            "enum: 1",
            "maxItems: 2.0",
            "format: x",
            "$dynamicRef: '#a'",
            "allOf: []",
            "minimum: '1'",
            "😀",
            "\u0000");

    @Inject
    CompositionSources sources;

    @Test
    void givesNothingButProblems() {
        List<String> seeds =
                GoldenCase.all().stream().map(GoldenCase::composition).toList();
        Random random = new Random(20261125);
        for (int i = 0; i < MUTANTS; i++) {
            String text = seeds.get(random.nextInt(seeds.size()));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                text = mutant(text, random);
            }
            check(text);
        }
    }

    private static String mutant(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        String before = text.substring(0, from);
        return switch (random.nextInt(3)) {
            case 0 -> before + text.substring(to);
            case 1 -> before + text.substring(from, to) + text.substring(from);
            default -> before + PIECES.get(random.nextInt(PIECES.size())) + text.substring(from);
        };
    }

    private void check(String text) {
        try {
            assertTrue(
                    sources.load(List.of(new CompositionFile("m", "m.yaml", text)))
                                    .all()
                                    .size()
                            == 1,
                    text);
        } catch (InvalidCompositionsException e) {
            assertFalse(e.problems().isEmpty(), text);
            for (Problem problem : e.problems()) {
                assertTrue(problem.position().line() <= text.lines().count() + 1, () -> problem + " in\n" + text);
            }
        } catch (RuntimeException | Error e) {
            throw new AssertionError(e + " from\n" + text, e);
        }
    }
}
