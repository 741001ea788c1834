package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an editor with yaml-language-server shows and offers in files whose first line names a schema. */
@Timeout(180)
class EditorTest {
    private static final String COMPOSITION = "file:///w/a.yaml";
    private static final String TEST = "file:///w/a.test.yaml";

    private static LanguageServer server;
    private static List<String> inComposition;
    private static List<String> inTest;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        server = LanguageServer.start();
        inComposition = server.open(COMPOSITION, named("composition") + """
                timeout: soon
                surces: {}
                sources:
                  a:
                    sql: SELECT 1
                    rows: two
                  b:
                    http: GET x:/y
                    retries: 11
                    missing:\s
                    as:\s
                   \s
                output: 1
                """);
        inTest = server.open(TEST, named("test") + """
                cases:
                  - name: one
                    outptu: 1
                    time: soon
                    sources:
                      a: { value: 1 }
                      b:
                        fault:\s
                      c:
                        status: 99
                       \s
                   \s
                """);
    }

    private static String named(String schema) {
        return "# yaml-language-server: $schema="
                + Path.of("src/main/resources/schema").toAbsolutePath() + "/" + schema + ".schema.json\n";
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void marksWhatIsWrongInAComposition() {
        assertEquals(
                new TreeSet<>(List.of(
                        "1:9 This is no duration: write 300ms, 2s or 1m",
                        "2:0 Property surces is not allowed.",
                        "6:10 Value is not accepted. Valid values: \"one\", \"many\".",
                        "9:13 Value is above the maximum of 10.",
                        "11:8 Value is not accepted. Valid values: \"json\", \"text\", \"base64\".")),
                new TreeSet<>(inComposition));
    }

    @Test
    void marksWhatIsWrongInATestFile() {
        List<String> found = inTest;

        assertTrue(found.contains("3:4 Property outptu is not allowed."), found::toString);
        assertTrue(found.contains("4:10 This is no duration: write 0ms, 300ms, 2s or 1m"), found::toString);
        assertTrue(found.contains("10:16 Value is below the minimum of 200."), found::toString);
    }

    @Test
    void offersKeysAndValuesInAComposition() throws IOException {
        assertTrue(
                server.completion(COMPOSITION, 12, 4).containsAll(List.of("forEach", "fallback", "require", "hedge")));
        assertEquals(List.of("json", "text", "base64"), server.completion(COMPOSITION, 11, 8));
        assertTrue(server.completion(COMPOSITION, 10, 13).contains("404"));
    }

    @Test
    void offersKeysAndValuesInATestFile() throws IOException {
        assertTrue(server.completion(TEST, 12, 4).containsAll(List.of("input", "output", "problem", "degraded")));
        assertTrue(server.completion(TEST, 11, 8).containsAll(List.of("value", "base64", "headers", "delay")));
        assertTrue(server.completion(TEST, 8, 15).containsAll(List.of("connection", "timeout", "too-large")));
    }

    @Test
    void explainsKeys() throws IOException {
        assertTrue(server.hover(COMPOSITION, 1, 2).contains("The longest that an execution may take"));
        assertTrue(server.hover(COMPOSITION, 6, 5).contains("With sql: one makes the value the first row, or null"));
        assertTrue(server.hover(COMPOSITION, 8, 5).contains("GET carrier:/parcels/"));
        assertTrue(server.hover(TEST, 4, 6).contains("to the millisecond"));
        assertTrue(server.hover(TEST, 5, 6).contains("The answers, by the name of the source"));
        assertTrue(server.hover(TEST, 6, 12).contains("What the upstream sends, or the rows"));
    }
}
