package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.dev.DemoUpstreams;
import dev.gather.web.WebAnswer;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the tutorial says, block by block: saves its files, runs its commands, and compares what comes with what it shows. Commands
 * that build, deploy or start something are left out; what they rely on is checked.
 */
@QuarkusTest
class TutorialTest {
    private static final String COMPOSITIONS = "src/main/layer/compositions";
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("^# (src/\\S+)\\n");
    private static final Pattern COMMAND = Pattern.compile("java -jar \\S+-runner\\.jar (test|check) (\\S+)");
    private static final Pattern NOT_HERE = Pattern.compile("\\./mvnw .*|export .*|sam deploy .*");
    private static final Vertx VERTX = Vertx.vertx();
    private static final Map<String, String> SETTINGS =
            Map.of("gather.upstreams.carrier.url", DemoUpstreams.url("carrier"));

    @Inject
    Workplace workplace;

    /** In place of the clone. */
    private Path clone = Path.of("");

    /** What the last command printed. */
    private @Nullable String printed;

    private @Nullable WebAnswer answered;

    @BeforeAll
    static void start() {
        DemoUpstreams.start(VERTX).toCompletionStage().toCompletableFuture().join();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void leadsToWhatItShows(@TempDir Path folder) throws Exception {
        clone = folder;
        Path compositions = Files.createDirectories(clone.resolve(COMPOSITIONS));
        try (Stream<Path> own = Files.list(Path.of(COMPOSITIONS))) {
            for (Path file : own.toList()) {
                Files.copy(file, compositions.resolve(file.getFileName()));
            }
        }

        for (MatchResult block : blocks()) {
            String content = block.group(2);
            switch (block.group(1)) {
                case "yml" -> save(content);
                case "sh" -> run(content);
                case "json" -> assertEquals(Json.decodeValue(content), Json.decodeValue(body()), body());
                case "http" -> checkAnswer(content);
                case "text" -> assertEquals(content, printed);
                default -> throw new AssertionError("what to do with a block of " + block.group(1) + "?");
            }
        }
    }

    private static List<MatchResult> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("src/doc/tutorial.md")))
                .results()
                .toList();
    }

    /** Saves a file, or looks for the line in the template, where it is a comment. */
    private void save(String content) throws IOException {
        Matcher name = NAME.matcher(content);
        if (name.find()) {
            Files.writeString(clone.resolve(name.group(1)), content);
        } else {
            String template = Files.readString(Path.of("template.yaml"));
            assertTrue(template.contains("# " + content.strip()), content);
        }
    }

    private void run(String script) throws Exception {
        for (String line : script.lines().toList()) {
            Matcher command = COMMAND.matcher(line);
            if (Curl.is(line)) {
                answered = workplace.answer(SETTINGS, clone.resolve(COMPOSITIONS), new Curl(line));
            } else if (command.matches()) {
                run(command.group(1), clone.resolve(command.group(2)));
            } else if (!NOT_HERE.matcher(line).matches()) {
                Process shell = new ProcessBuilder("sh", "-c", line)
                        .directory(clone.toFile())
                        .inheritIO()
                        .start();
                assertEquals(0, shell.waitFor(), line);
            }
        }
    }

    private void run(String command, Path folder) {
        CommandRun ran = command.equals("test")
                ? workplace.test(SETTINGS, folder)
                : workplace.check(SETTINGS, List.of(folder.toString()));
        printed = (ran.output() + ran.error()).replace(clone + "/", "");
    }

    private String body() {
        assertNotNull(answered);
        return new String(answered.body(), StandardCharsets.UTF_8).replace(clone + "/", "");
    }

    /** The head that is shown is a part of that which comes. */
    private void checkAnswer(String shown) {
        String[] parts = shown.split("\n\n", 2);
        List<String> head = parts[0].lines().toList();
        assertNotNull(answered);
        assertEquals("HTTP/1.1 " + answered.status() + " OK", head.get(0));
        for (String header : head.subList(1, head.size())) {
            String[] pair = header.split(": ", 2);
            assertEquals(pair[1], answered.headers().get(pair[0]), header);
        }
        assertEquals(Json.decodeValue(parts[1]), Json.decodeValue(body()), body());
    }

    /** What the commands rely on that deploy it. */
    @Test
    void deploysWithTheTemplate() throws IOException {
        String template = Files.readString(Path.of("template.yaml"));

        assertTrue(template.contains("ContentUri: " + COMPOSITIONS.replace("/compositions", "")), "the layer's folder");
        for (String parameter :
                List.of("Packaging", "DatabaseUrl", "DatabaseSecret", "SubnetIds", "SecurityGroupIds")) {
            assertTrue(template.contains("\n  " + parameter + ":\n"), parameter);
        }
        assertTrue(template.contains("AllowedValues: [native, aot, jvm, snapstart]"), "Packaging=jvm");
        assertTrue(template.contains("\n  ApiUrl:\n"), "the address of the API");
    }
}
