package dev.gather.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.source.Learnt;
import dev.gather.yaml.Problem;
import dev.gather.yaml.Problems;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lock file comes back as it was written, and what is wrong in it has a place. */
class LockFileTest {
    private static Lock read(String text) {
        Problems problems = new Problems();
        Lock lock = LockFile.read("gather.lock.yaml", text, problems);
        assertEquals(List.of(), problems.all());
        return lock;
    }

    private static Learnt learnt(String request) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("type", "object");
        row.put("properties", Map.of("id", Map.of("type", Arrays.asList("integer", "null"), "$comment", "BIGINT")));
        row.put("const", null);
        return new Learnt(
                request,
                Optional.of(row),
                Map.of("404", Map.of("maximum", new BigDecimal("0.10")), "default", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "GET a:/b/{}?c={}",
                "null",
                "True",
                "0o17",
                "1e3",
                "~",
                "- a",
                "a: b # c",
                " a ",
                "a\n\n  b\n",
                "\u0085\t\u2028\ud83d\ude00",
                "'\"",
                "",
                "SELECT 'a long text that goes on and on', 'until it does not fit in a line of a file', 'and more' FROM dual"
            })
    void comesBackAsWritten(String text) {
        Lock lock = Lock.NONE
                .with("b", "two", learnt(text))
                .with("b", "one", learnt(text))
                .with("a", "no", learnt(text));

        String written = LockFile.text(lock);

        assertEquals(lock, read(written));
        assertEquals(written, LockFile.text(read(written)));
    }

    @Test
    void hasTheNamesInOrder() {
        Lock lock = Lock.NONE
                .with("b", "two", new Learnt("SELECT 2", Optional.empty(), Map.of()))
                .with("b", "one", new Learnt("SELECT 1", Optional.of(Map.of("type", "object")), Map.of()))
                .with("a", "x", new Learnt("GET a:/", Optional.empty(), Map.of("200", Map.of("type", "array"))));

        assertEquals("""
                # What check --db and check --openapi have learnt of the sources. Commit it, and let check write it.
                a:
                  x:
                    request: GET a:/
                    answers:
                      '200':
                        type: array
                b:
                  one:
                    request: SELECT 1
                    row:
                      type: object
                  two:
                    request: SELECT 2
                """, LockFile.text(lock));
        assertEquals(
                List.of("two"),
                List.copyOf(lock.without("b", "one").compositions().get("b").keySet()));
        assertEquals(Lock.NONE.with(lock), lock.without("c", "z"));
    }

    @Test
    void mayBeEmpty() {
        assertEquals(Lock.NONE, read(LockFile.text(Lock.NONE)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: 1                       | gather.lock.yaml:1:4 a: a composition must be a mapping, not a number
            a: { b: x }                | gather.lock.yaml:1:9 a.b: a source must be a mapping, not a string
            a: { b: { row: {} } }      | gather.lock.yaml:1:9 a.b: request is missing, let check write this file
            a: { b: { request: x, row: 1 } } | gather.lock.yaml:1:28 a.b.row: a schema must be a mapping, not a number
            a: { b: { request: x, rows: {} } } | gather.lock.yaml:1:23 a.b.rows: unknown key 'rows', did you mean row?
            [                          | gather.lock.yaml:1:2: not YAML: expected the node content, but found '<stream end>'
            """)
    void saysWhatIsWrong(String text, String problem) {
        Problems problems = new Problems();

        var unused = LockFile.read("gather.lock.yaml", text, problems);

        assertEquals(
                List.of(problem), problems.all().stream().map(Problem::toString).toList());
    }
}
