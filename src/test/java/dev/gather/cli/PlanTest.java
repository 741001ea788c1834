package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import dev.gather.yaml.Problem;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a composition may come to at worst, and what is said of it. */
@QuarkusTest
class PlanTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    @All
    List<SourceKind> kinds;

    @Inject
    FetchStack stack;

    private Compositions load(String composition) {
        return new CompositionLoader(kinds, stack, false)
                .planning(LIMIT)
                .load(List.of(new CompositionFile("a", "a.yaml", composition)));
    }

    private String plan(String composition) {
        Composition loaded = load(composition).find("a").orElseThrow();
        return String.join("\n", PlanText.of(loaded, loaded.limits().least(LIMIT)));
    }

    private String warnings(String composition) {
        return load(composition).warnings().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void saysThatTheQueriesOfASnapshotFollowEachOther() {
        assertEquals(
                """
                a: at most 3 calls, 2 s of 10 s
                  snapshot: the queries of one, two follow each other on one connection; their timeouts include the wait for it
                * one       sql, 1 call, 2 s, until 2 s
                  two       sql, 1 call, 1 s, until 1 s
                  three     http, 1 call, 1 s, until 1 s
                """.strip()
                        .replace("one    sql", "one      sql")
                        .replace("two    sql", "two      sql")
                        .replace("three  http", "three    http"),
                plan("""
                snapshot: true
                sources:
                  one: { sql: SELECT 1 FROM a, timeout: 2s }
                  two: { sql: SELECT 2 FROM a, timeout: 1s }
                  three: { http: GET stub:/three, timeout: 1s }
                output: '{% $count([$one, $two, $three]) %}'
                """));
    }

    @Test
    void showsTheGraphWithTheCriticalPath() {
        assertEquals("""
                a: at most 43 calls, 4 s of 8 s
                * one                       http, 4 calls, 2.1 s, until 2.1 s
                  two                       http, 1 call, 1 s, until 1 s
                * three  after one          sql, 30 calls, up to 10 elements, 4 at a time, 1.8 s, until 3.9 s
                  four   after two          http, 4 calls, 1.1 s, until 2.1 s
                  five                      http, 3 calls, 700 ms, until 700 ms
                * total  after three, four
                * six    after total        http, 1 call, 100 ms, until 4 s
                """.strip(), plan("""
                timeout: 8s
                sources:
                  one: { http: GET stub:/one, timeout: 1s, retries: 1, hedge: 100ms, total-timeout: 3s }
                  two: { http: GET stub:/two, timeout: 1s }
                  three:
                    forEach: $one
                    sql: SELECT 1 FROM a WHERE b = {% $item %}
                    timeout: 100ms
                    retries: 2
                    concurrency: 4
                    max-elements: 10
                  four: { http: 'GET stub:/four/{% $two %}', timeout: 500ms, retries: 1, hedge: 100ms }
                  five: { http: GET stub:/five, timeout: 500ms, retries: 2, total-timeout: 700ms }
                  six: { http: 'GET stub:/six/{% $total %}', timeout: 100ms }
                values: { total: '$count($three) + $four' }
                output: '{% $five %}{% $six %}'
                """));
    }

    @Test
    void takesAllTheTimeWithoutATimeout() {
        assertEquals("""
                a: at most 2 calls, all of 10 s
                * one             sql, 1 call, 200 ms, until 200 ms
                * two  after one  sql, 1 call, no timeout""", plan("""
                sources:
                  one: { sql: SELECT 1, timeout: 200ms }
                  two: { sql: 'SELECT {% $one.a %}' }
                output: '{% $two %}'
                """));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            one: { sql: SELECT 1 }                                                              |
            one: { http: GET stub:/a, timeout: 10s }                                            | 7:38 sources.one.timeout: it makes no difference: the answer is due after 10 s, lower or remove it
            one: { http: GET stub:/a, timeout: 6s, retries: 1 }                                 | 7:3 sources.one: at worst it takes until 12.1 s, and the answer is due after 10 s, lower its limits, raise the composition's timeout, or add a fallback+7:51 sources.one.retries: all attempts take up to 12.1 s, and the answer is due after 10 s, lower timeout or retries
            one: { http: GET stub:/a, timeout: 3s, retries: 2 }                                 |
            one: { http: GET stub:/a, timeout: 3s, retries: 2, total-timeout: 20s }             | 7:69 sources.one.total-timeout: it makes no difference: the answer is due after 10 s, lower or remove it
            one: { http: GET stub:/a, retries: 2 }                                              | 7:38 sources.one.retries: an attempt may take all the time, and then none is left for another one, set timeout, the longest time of an attempt
            one: { http: GET stub:/a, timeout: 6s, retries: 1, total-timeout: 7s }              |
            one: { http: GET stub:/a, timeout: 20s, fallback: 1 }                               | 7:38 sources.one.timeout: it makes no difference: the answer is due after 10 s, lower or remove it
            one: { http: 'GET stub:/a/{% $input.id %}' }                                        |
            one: { http: 'GET stub:/a/{% $input.some %}' }                                      | 7:32 sources.one.http: without this parameter nothing is asked for, and the value is null, require the parameter or give it a default, or say with when that it is meant
            one: { http: 'GET stub:/a/{% $input.some %}', when: $exists($input.some) }          |
            one: { http: 'GET stub:/a?b={% $input.some %}' }                                    |
            one: { http: 'GET stub:/a/{% $input.some ? 1 : 2 %}' }                              |
            one: { http: 'GET stub:/a/{% $input.part %}/{% $input.latest %}' }                  |
            one: { sql: SELECT 1, rows: one, missing: null }                                    | 7:45 sources.one.missing: it makes no difference: it is so by default, remove it
            one: { sql: SELECT 1, missing: null }                                               |
            one: { http: GET stub:/a, missing: null }                                           |
            """)
    void warnsOfWhatIsDifferentFromWhatItLooks(String source, String warnings) {
        String all = warnings("""
                route: GET /a/{part}
                input:
                  required: [id]
                  properties: { id: {}, part: {}, some: {}, latest: { default: 1 } }
                output: '{% $one %}'
                sources:
                """ + "  " + source + "\n");

        assertEquals(
                warnings == null ? "" : warnings, all.replace("\na.yaml:", "+").replace("a.yaml:", ""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            { sql: SELECT 1 }                     | { sql: 'SELECT {% $one.a %}' }                            | 3:3 sources.two: at worst there is no time left for it, of 10 s: $one may take until 10 s, set or lower the timeout of what it waits for
            { sql: SELECT 1 }                     | { sql: 'SELECT {% $one.a %}', fallback: null }            |
            { sql: SELECT 1, timeout: 4s }        | { sql: 'SELECT {% $one.a %}', timeout: 7s }               | 3:3 sources.two: at worst it takes until 11 s, and the answer is due after 10 s, lower its limits, raise the composition's timeout, or add a fallback
            { sql: SELECT 1, timeout: 4s }        | { sql: 'SELECT {% $one.a %}' }                            |
            { sql: SELECT 1, timeout: 4s }        | { forEach: $one, sql: 'SELECT {% $item.a %}' }            | 3:10 sources.two.forEach: it asks once for each element, up to 10000 times, ask once, with the list in the statement, as in id IN ({% $orders.id %}), and $join the rows
            { sql: SELECT 1, timeout: 4s }        | { forEach: $one, http: 'GET stub:/a/{% $item.a %}' }      |
            """)
    void warnsOfWhatComesAfterAnother(String one, String two, String warnings) {
        String all = warnings("sources:\n  one: " + one + "\n  two: " + two + "\noutput: '{% $two %}'\n");

        assertEquals(warnings == null ? "" : warnings, all.replace("a.yaml:", ""));
    }

    @Test
    void warnsOfWhatHoldsForAllSources() {
        assertEquals(
                "a.yaml:1:21 input.required[0]: it makes no difference that 'id' is required, as it has a default,"
                        + " remove it here, or remove the default",
                warnings("input: { required: [id], properties: { id: { default: 1 } } }\noutput: '{% $input.id %}'\n"));
        assertEquals(
                "a.yaml:3:39 sources.one.fallback: it makes no difference: it is so by default, remove it",
                warnings(
                        "partial: true\nsources:\n  one: { http: GET stub:/a, fallback: null }\noutput: '{% $one %}'\n"));
    }

    @Test
    void warnsOfTheDoorsLimit() {
        String composition = "route: GET /a\noutput: 1\ntimeout: 40s\n";

        List<Problem> warnings = new CompositionLoader(kinds, stack, false)
                .planning(Duration.ofSeconds(60))
                .load(List.of(new CompositionFile("a", "a.yaml", composition)))
                .warnings();

        assertEquals(
                "[a.yaml:3:10 timeout: an API Gateway ends a request after 29 s, and the answer is due after 40 s,"
                        + " lower timeout]",
                warnings.toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            { Resources: { F: { Type: AWS::Lambda::Function, Properties: { Timeout: 5 } } } }                              | 4835
            { Resources: { F: { Type: AWS::Lambda::Function, Properties: {} } } }                                          | 2835
            { Resources: { F: { Type: AWS::Serverless::Function, Properties: { Timeout: 9 } }, G: { Type: AWS::Lambda::Function, Properties: { Timeout: 7 } } } } | 6835
            { Globals: { Function: { Timeout: 8 } }, Resources: { F: { Type: AWS::Serverless::Function, Properties: {} } } } | 7835
            { Parameters: { T: { Default: '6' } }, Resources: { F: { Type: AWS::Lambda::Function, Properties: { Timeout: !Ref T } } } } | 5835
            { Parameters: { T: { Default: 6 } }, Resources: { F: { Type: AWS::Lambda::Function, Properties: { Timeout: { Ref: T } } } } } | 5835
            """)
    void takesTheTimeoutOfATemplate(String template, long millis, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), template);

        assertEquals(millis, FunctionTimeout.of(file).toMillis());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "", "{ Resources: { Q: { Type: AWS::SQS::Queue } } }", "{ a: ["})
    void saysThatAFileIsNoTemplate(String text, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), text);

        assertThrows(UnusableException.class, () -> FunctionTimeout.of(file));
        assertThrows(UnusableException.class, () -> FunctionTimeout.of(folder.resolve("not-there.yaml")));
    }
}
