package dev.gather.yaml;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever happens to a file, what comes of it is a document or problems that have their place in the file. */
class YamlMutationTest {
    private static final int MUTANTS = 20_000;
    private static final List<String> PIECES = List.of(
            "&a ",
            "*a",
            "!!int ",
            "!!map ",
            "!!binary ",
            "!x ",
            "!<",
            "{",
            "}",
            "[",
            "]",
            ": ",
            "? ",
            "- ",
            "\n",
            "\n  ",
            "\t",
            "\"",
            "'",
            "|\n",
            ">9\n",
            "|0\n",
            "%YAML 9.9\n",
            "---\n",
            "...\n",
            "\\UFFFFFFFF",
            "\"\\ud83d\"",
            "😀",
            "\ud83d",
            "\udc00",
            "\u0000",
            "\u0085",
            "\u2028",
            "\ufeff",
            "#",
            ",",
            "<<: ",
            ".inf",
            "1e999",
            "0x",
            "0o9",
            "~",
            "%",
            "@",
            "`",
            "\r",
            "\r\n",
            "%TAG ! tag:x,1:\n",
            "!%ff",
            "9".repeat(1200));

    private static List<String> seeds() throws IOException {
        try (Stream<Path> golden = Files.list(Path.of("src/test/resources/golden"))) {
            return golden.sorted().map(YamlMutationTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void givesNothingButProblems() throws IOException {
        List<String> seeds = seeds();
        Random random = new Random(20261125);
        for (int i = 0; i < MUTANTS; i++) {
            String text = seeds.get(random.nextInt(seeds.size()));
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                text = mutant(text, random);
            }
            check(text);
        }
    }

    private static String mutant(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(20));
        String before = text.substring(0, from);
        return switch (random.nextInt(4)) {
            case 0 -> before + text.substring(to);
            case 1 -> before + text.substring(from, to) + text.substring(from);
            case 2 -> before + (char) random.nextInt(0x300) + text.substring(to);
            default -> before + PIECES.get(random.nextInt(PIECES.size())) + text.substring(from);
        };
    }

    private static void check(String text) {
        Problems problems = new Problems();
        Optional<YamlNode> read = new YamlReader("f.yaml", text, problems).read();
        assertTrue(read.isPresent() || problems.hasErrors(), text);
        long lines = text.chars()
                        .filter(c -> c == '\n' || c == '\r' || c == 0x85 || c == 0x2028)
                        .count()
                + 1;
        for (Problem problem : problems.all()) {
            Position position = problem.position();
            assertTrue(position.line() >= 1 && position.line() <= lines, () -> problem + " in\n" + text);
            assertTrue(position.column() >= 1, () -> problem + " in\n" + text);
        }
        var unused = read.map(YamlNode::plain);
    }
}
