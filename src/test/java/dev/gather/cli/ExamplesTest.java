package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.web.WebAnswer;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.Json;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples have no problem, pass their tests, and answer over sockets what their pages show. */
@QuarkusTest
class ExamplesTest {
    private static final Path FOLDER = Path.of("src/examples");
    private static final String ADDRESS = "http://127.0.0.1:9000";
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static Process stubs;
    private static String stubsUrl;

    @Inject
    Workplace workplace;

    @BeforeAll
    static void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                FOLDER.resolve("Stubs.java").toString(),
                "0"));
        examples().forEach(example -> command.add(example.resolve("stubs.txt").toString()));
        stubs = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(stubs.getInputStream(), StandardCharsets.UTF_8));
        stubsUrl = Objects.requireNonNull(output.readLine());
        assertTrue(stubsUrl.startsWith("http://"), stubsUrl);
    }

    @AfterAll
    static void stop() {
        stubs.destroy();
    }

    static Stream<Path> examples() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void areFiveThatTheirPageLists() throws IOException {
        String page = Files.readString(FOLDER.resolve("README.md"));

        assertEquals(5, examples().count());
        examples().forEach(example -> assertTrue(page.contains("(" + example.getFileName() + "/README.md)")));
    }

    /** If the lock has changed: {@code check --db}, with the folder. */
    @ParameterizedTest
    @MethodSource("examples")
    void haveNoProblem(Path example, @TempDir Path copy) throws IOException {
        copy(example.resolve("compositions"), copy);

        List<String> arguments = new ArrayList<>(List.of("--db", "--strict", copy.toString()));
        if (isWaitedFor(copy)) {
            arguments.add("--plan");
        }

        CommandRun checked = workplace.check(settings(example), arguments);

        assertEquals(0, checked.status(), checked.output() + checked.error());
        for (Path file : files(copy)) {
            Path own = example.resolve("compositions").resolve(copy.relativize(file));
            assertTrue(Files.exists(own), own + " is missing:\n" + Files.readString(file));
            assertEquals(Files.readString(file), Files.readString(own), own.toString());
        }
    }

    /** Whether somebody waits for it, so that it has to fit its time at worst. */
    private static boolean isWaitedFor(Path folder) throws IOException {
        for (Path file : files(folder)) {
            if (Files.readString(file).contains("\nroute: ")) {
                return true;
            }
        }
        return false;
    }

    /** Each source and each fallback is reached by a case. */
    @ParameterizedTest
    @MethodSource("examples")
    void passTheirTests(Path example) throws IOException {
        CommandRun tested = workplace.test(settings(example), example.resolve("compositions"));

        assertEquals(0, tested.status(), tested.output() + tested.error());
        assertTrue(!tested.output().contains("not reached"), tested.output());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void answerWhatTheirPageShows(Path example) throws IOException {
        String page = Files.readString(example.resolve("README.md"));
        Curl curl = block(page, "sh")
                .lines()
                .filter(Curl::is)
                .map(Curl::new)
                .findFirst()
                .orElseThrow();

        var unused = workplace.answer(
                settings(example), example.resolve("compositions"), curl); // loads the classes, which takes a while
        WebAnswer answer = workplace.answer(settings(example), example.resolve("compositions"), curl);

        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertEquals(Json.decodeValue(block(page, "json")), Json.decodeValue(body), body);
    }

    private static String block(String page, String language) {
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no block of " + language));
    }

    /** The example's configuration for dev mode, with its stubs where they listen now. */
    private static Map<String, String> settings(Path example) throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Files.newInputStream(example.resolve("dev.properties"))) {
            properties.load(file);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> settings.put(name, properties.getProperty(name).replace(ADDRESS, stubsUrl)));
        return settings;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Files.copy(file, to.resolve(from.relativize(file)));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
