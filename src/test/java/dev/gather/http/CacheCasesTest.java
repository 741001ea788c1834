package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.Composition;
import dev.gather.execution.Result;
import dev.gather.source.CacheUse;
import dev.gather.stub.RawServer;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What HTTP says about caches: the cases of {@code http-cache/cases.yaml}, with an upstream that they script. */
class CacheCasesTest {
    private static final Path CASES = Path.of("src/test/resources/http-cache/cases.yaml");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final List<RawServer.Request> SEEN = new CopyOnWriteArrayList<>();
    private static volatile Map<String, Object> script = Map.of();
    private static RawServer server;
    private static CacheRun run;

    @BeforeAll
    static void start() throws IOException {
        server = new RawServer(CacheCasesTest::answer);
        run = new CacheRun(server.url(), Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        run.close();
        server.close();
    }

    private static void answer(RawServer.Request request, OutputStream out) throws IOException {
        SEEN.add(request);
        Map<String, Object> step = script;
        if (step.containsKey("disconnect")) {
            throw new IOException("as the case says");
        }
        boolean conditional = !request.header("if-none-match").isEmpty()
                || !request.header("if-modified-since").isEmpty();
        boolean validates = conditional && (expects(step, "validated") || step.containsKey("notModified"));
        int status = validates ? 304 : (int) step.getOrDefault("status", 200);
        Map<String, Object> headers =
                map(step, validates && step.containsKey("notModified") ? "notModified" : "answer");
        if (step.containsKey("interim")) {
            RawServer.write(out, text(step, "interim").replace("\n", "\r\n") + "\r\n\r\n");
        }
        String body = "[" + SEEN.size() + "]";
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
        headers.forEach((name, value) -> (value instanceof List<?> lines ? lines : List.of(value))
                .forEach(line -> head.append(name)
                        .append(": ")
                        .append(date(String.valueOf(line)).replace("{path}", path(request)))
                        .append("\r\n")));
        boolean empty = status == 304 || status == 204;
        if (!empty) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        RawServer.write(out, head + "\r\n" + (empty ? "" : body));
    }

    /** That of the resource that the case is about, also where another one is asked for. */
    private static String path(RawServer.Request request) {
        return request.line().split(" ", -1)[1].replace("/other", "");
    }

    private static String date(String value) {
        return value.startsWith("@") ? DATE.format(run.now().plusSeconds(Long.parseLong(value.substring(1)))) : value;
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        Problems problems = new Problems();
        List<?> cases = (List<?>) new YamlReader("cases", Files.readString(CASES), problems)
                .read()
                .orElseThrow(() -> new IllegalArgumentException(problems.all().toString()))
                .plain();
        return cases.stream().map(CacheCasesTest::test);
    }

    @SuppressWarnings("unchecked")
    private static DynamicTest test(Object written) {
        Map<String, Object> golden = (Map<String, Object>) written;
        boolean holds = !golden.containsKey("not-held");
        return DynamicTest.dynamicTest(golden.get("like") + ": " + golden.get("name"), () -> {
            if (holds) {
                new Case(golden).check();
            } else {
                // It is said why; a case that begins to hold has to be told.
                assertThrows(AssertionError.class, () -> new Case(golden).check());
            }
        });
    }

    private static boolean expects(Map<String, Object> step, String what) {
        return what.equals(step.get("expect"));
    }

    private static String text(Map<String, Object> of, String key) {
        return String.valueOf(of.getOrDefault(key, ""));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> of, String key) {
        return (Map<String, Object>) of.getOrDefault(key, Map.of());
    }

    /** One case, whose answers are its own. */
    private static final class Case {
        private final String path;
        private final List<Map<String, Object>> steps;
        private final Composition composition;
        private Object kept = null;

        @SuppressWarnings("unchecked")
        Case(Map<String, Object> golden) {
            this.path = "/" + golden.get("like") + "-" + System.nanoTime();
            this.steps = (List<Map<String, Object>>) golden.get("steps");
            String headers = steps.stream()
                    .flatMap(step -> map(step, "request").keySet().stream())
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .map(name -> "'" + name + "': '{% $input.headers.`" + name + "` %}'")
                    .collect(Collectors.joining(", "));
            this.composition = run.load("""
                    input: { type: object, properties: { headers: { type: object }, query: { type: string } } }
                    sources:
                      a:
                        http: { method: GET, upstream: raw, path: '%s', query: { q: '{%% $input.query %%}' }, headers: { %s } }
                        cache: http
                        response: true
                        accept: %s
                    output: '{%% $a %%}'
                    """.formatted(path, headers, golden.getOrDefault("accept", List.of())));
        }

        void check() {
            for (Map<String, Object> step : steps) {
                script = step;
                SEEN.clear();
                if (step.containsKey("method")) {
                    write(step);
                } else {
                    ask(step);
                }
                run.pass(Duration.ofSeconds((int) step.getOrDefault("wait", 0)));
            }
        }

        private void write(Map<String, Object> step) {
            Composition writing = run.load("sources: { a: { http: " + step.get("method") + " raw:" + path
                    + step.getOrDefault("path", "") + ", fallback: 0 } }\noutput: 1");
            assertEquals(1, CacheRun.work(run.run(writing, Map.of())).attempts());
        }

        private void ask(Map<String, Object> step) {
            Map<String, Object> input = step.containsKey("query")
                    ? Map.of("headers", map(step, "request"), "query", step.get("query"))
                    : Map.of("headers", map(step, "request"));
            Result result = run.run(composition, input);
            String expected = String.valueOf(step.getOrDefault("expect", "asked"));
            Map<CacheUse, Integer> uses = CacheRun.uses(result);
            List<RawServer.Request> sent = List.copyOf(SEEN);
            switch (expected) {
                case "asked" -> {
                    assertTrue(!sent.isEmpty(), "the upstream was not asked");
                    assertTrue(!uses.containsKey(CacheUse.HIT), "a hit");
                }
                case "hit" -> assertEquals(Map.of(CacheUse.HIT, 1), uses);
                case "validated" -> assertEquals(Map.of(CacheUse.REVALIDATED, 1), uses);
                case "stale" -> assertEquals(1, uses.get(CacheUse.STALE), uses.toString());
                case "failure" -> assertEquals(Map.of(CacheUse.MISS, 1), uses);
                case "refused" -> assertEquals(List.of(), sent);
                default -> throw new IllegalArgumentException(expected);
            }
            boolean fails = expected.equals("failure") || expected.equals("refused");
            assertEquals(fails, result instanceof Result.Failed, String.valueOf(result));
            map(step, "sent")
                    .forEach((name, value) -> assertEquals(value, sent.get(0).header(name), name));
            if (!fails) {
                checkAnswer(step, (Map<?, ?>) ((Result.Answer) result).output(), !expected.equals("asked"));
            }
        }

        private void checkAnswer(Map<String, Object> step, Map<?, ?> answer, boolean again) {
            String body = String.valueOf(answer.get("body"));
            Map<?, ?> headers = (Map<?, ?>) answer.get("headers");
            if (again && !step.containsKey("request")) {
                assertEquals(kept, body);
            }
            kept = body;
            map(step, "seen")
                    .forEach((name, value) -> assertEquals(
                            "{length}".equals(value) ? String.valueOf(body.length()) : value, headers.get(name), name));
            if (step.containsKey("aged")) {
                long age = Long.parseLong(String.valueOf(headers.get("age")));
                assertTrue(age >= (int) step.get("aged") && age < (int) step.get("aged") + 20, "age " + age);
            }
        }
    }
}
