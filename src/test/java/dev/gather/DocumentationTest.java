package dev.gather;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.config.PropertyNames;
import dev.gather.rehearsal.Rehearsal;
import dev.gather.rehearsal.Suite;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README and the pages show works, what they refer to exists, and their tables are complete. */
@QuarkusTest
class DocumentationTest {
    private static final Path CONFIGURATION = Path.of("src/doc/configuration.md");
    private static final Path LAYER = Path.of("src/main/layer/compositions/hello.yaml");
    private static final Pattern PROPERTY = Pattern.compile("^\\| `(gather\\.[^`]*)`", Pattern.MULTILINE);

    private static final Pattern TEST =
            Pattern.compile("(?<![*\\w])([A-Z]\\w*[a-z](?:Test|IT))(?:[.#]([a-z]\\w+))?\\b");

    @Inject
    CompositionSources sources;

    @Inject
    Rehearsal rehearsal;

    @Test
    void showsCompositionsThatLoad() {
        List<String> shown = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String composition : page.compositions()) {
                shown.add(composition);
                load(page.file(), composition);
            }
        }

        assertTrue(shown.size() >= 4, "compositions shown");
    }

    @Test
    void showsCasesThatPass() throws IOException {
        Path demo = Path.of("src/main/resources/demo/compositions/customer-overview.yaml");
        var tested = new CompositionFile("customer-overview", demo.toString(), Files.readString(demo));
        List<String> shown =
                Page.all().stream().flatMap(page -> page.tests().stream()).toList();
        for (String cases : shown) {
            new Suite(rehearsal)
                    .run(new CompositionFile("customer-overview", "shown", cases), Map.of("customer-overview", tested))
                    .cases()
                    .forEach(outcome -> assertEquals(List.of(), outcome.differences(), cases));
        }

        assertTrue(!shown.isEmpty(), "cases shown");
    }

    @Test
    void deploysACompositionThatLoads() throws IOException {
        assumeTrue(Files.exists(LAYER), "the example of the layer has been removed");

        load(LAYER, Files.readString(LAYER));
    }

    @Test
    void showsPythonThatCompiles(@TempDir Path folder) throws Exception {
        assumeTrue(runs("python3", "--version"), "there is no python3");
        List<String> shown =
                Page.all().stream().flatMap(page -> page.blocks("python")).toList();
        for (String program : shown) {
            Path file = Files.writeString(folder.resolve("shown.py"), program);
            assertTrue(runs("python3", "-m", "py_compile", file.toString()), program);
        }

        assertTrue(!shown.isEmpty(), "programs shown");
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void load(Path path, String composition) {
        var file = new CompositionFile("shown", path.toString(), composition);
        assertDoesNotThrow(() -> sources.load(List.of(file)), composition);
    }

    @Test
    void explainsEveryProperty() {
        Set<String> explained = Page.read(CONFIGURATION)
                .find(PROPERTY)
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(lines(PropertyNames.all()), lines(explained));
    }

    @Test
    void linksToWhatExists() {
        List<String> broken = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String target : page.links()) {
                if (!page.leadsSomewhere(target)) {
                    broken.add(page.file() + ": " + target);
                }
            }
        }

        assertEquals(List.of(), broken);
    }

    @Test
    void namesTestsThatExist() {
        Map<String, String> tests = tests();
        List<String> missing = new ArrayList<>();
        for (Page page : Page.all()) {
            page.find(TEST)
                    .filter(test -> !exists(test, tests))
                    .forEach(test -> missing.add(page.file() + ": " + test.group()));
        }

        assertEquals(List.of(), missing);
    }

    private static boolean exists(MatchResult test, Map<String, String> tests) {
        String source = tests.get(test.group(1));
        return source != null && (test.group(2) == null || source.contains(" " + test.group(2) + "("));
    }

    /** The sources of all tests, by the simple names of their classes. */
    private static Map<String, String> tests() {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            Map<String, String> tests = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                tests.merge(name, Files.readString(file), String::concat);
            }
            return tests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(Set<String> properties) {
        return String.join("\n", properties);
    }
}
