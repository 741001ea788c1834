package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.Composition;
import dev.gather.execution.Result;
import dev.gather.source.CacheUse;
import dev.gather.stub.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are given again for as long as a source says. The upstream counts its answers. */
class CacheTest {
    private static final Map<CacheUse, Integer> HIT = Map.of(CacheUse.HIT, 1);
    private static final Map<CacheUse, Integer> MISS = Map.of(CacheUse.MISS, 1);
    private static final Map<CacheUse, Integer> STALE = Map.of(CacheUse.STALE, 1);

    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final RawServer server;
    private volatile String next = "";
    private CacheRun run;

    CacheTest() throws Exception {
        server = new RawServer(this::answer);
        run = new CacheRun(server.url(), Map.of());
    }

    private void answer(RawServer.Request request, OutputStream out) throws IOException {
        requests.add(request.line());
        String number = String.valueOf(asked.incrementAndGet());
        RawServer.write(out, next.isEmpty() ? RawServer.ok(number) : next.replace("{n}", number));
    }

    @AfterEach
    void close() throws Exception {
        run.close();
        server.close();
    }

    private void configure(String property, String value) {
        run.close();
        run = new CacheRun(server.url(), Map.of(property, value));
    }

    private Composition source(String source) {
        return run.load("sources: { a: { " + source + " } }\noutput: '{% $a %}'");
    }

    private String ask(Composition composition) {
        return output(run.run(composition, Map.of()));
    }

    private String ask(Composition composition, int id) {
        return output(run.run(composition, Map.of("id", id)));
    }

    /** Runs it, whatever comes of it. */
    private void done(Composition composition) {
        assertEquals(1, run.run(composition, Map.of()).report().sources().size());
    }

    private static String output(Result result) {
        return result instanceof Result.Answer answer
                ? String.valueOf(answer.output())
                : ((Result.Failed) result).failure().code().toString();
    }

    private static String status(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void givesAnAnswerAgainUntilItsTimeIsOver() {
        Composition composition = source("http: GET raw:/a, cache: 60s");
        Result first = run.run(composition, Map.of());
        run.pass(Duration.ofSeconds(59));
        Result second = run.run(composition, Map.of());
        run.pass(Duration.ofSeconds(2));
        Result third = run.run(composition, Map.of());

        assertEquals(List.of("1", "1", "2"), List.of(output(first), output(second), output(third)));
        assertEquals(
                List.of(MISS, HIT, MISS), List.of(CacheRun.uses(first), CacheRun.uses(second), CacheRun.uses(third)));
        assertEquals(0, CacheRun.work(second).attempts());
    }

    @ParameterizedTest
    @CsvSource({
        "60s,  http: GET raw:/a,                                       1",
        "60s,  'http: GET raw:/a, cache: 30s',                         2",
        "60s,  'http: GET raw:/a, cache: none',                        2",
        "60s,  'http: { method: POST, upstream: raw, path: /a }',      2",
        "60s,  'http: { method: PUT, upstream: raw, path: /a }',       2",
        "60s,  'http: { method: POST, upstream: raw, path: /a }, retryable: true', 2",
        "60s,  'http: { method: POST, upstream: raw, path: /a }, retryable: true, cache: 60s', 1",
        "60s,  'http: GET raw:/a, follow: true',                       1",
        "http, http: GET raw:/a,                                       2",
        "http, 'http: GET raw:/a, follow: true, cache: 60s',           1"
    })
    void keepsAnswersAsTheUpstreamSaysWhereTheSourceDoesNot(String configured, String source, int requested) {
        configure("upstreams.raw.cache", configured);
        Composition composition = source(source);
        done(composition);
        run.pass(Duration.ofSeconds(45));
        done(composition);

        assertEquals(requested, asked.get());
    }

    @Test
    void isNotMisledByAClockThatIsSetBack() {
        Composition composition = source("http: GET raw:/a, cache: 60s");
        assertEquals("1", ask(composition));
        run.pass(Duration.ofHours(-5));

        assertEquals("1", ask(composition));
        run.pass(Duration.ofHours(6));
        assertEquals("2", ask(composition));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a failure of the upstream, 500, status",
        "a request that is wrong,   400, status",
        "what is missing,           404, missing"
    })
    void neverKeepsAFailure(String unusedName, int status, String code) {
        Composition composition = source("http: GET raw:/a, cache: 60s");
        next = status(status, "");
        assertEquals(code, ask(composition));
        next = "";

        assertEquals("2", ask(composition));
    }

    @Test
    void keepsAStatusThatIsAValue() {
        Composition composition = source("http: GET raw:/a, cache: 60s, accept: [404], response: true");
        next = status(404, "[1]");

        assertEquals(ask(composition), ask(composition));
        assertEquals(1, asked.get());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a value of an object,  'http: GET raw:/a, cache: 60s', '{\"a\": [1, 2.50, null], \"b\": {\"c\": \"é\"}}'",
        "a text,                'http: GET raw:/a, cache: 60s, as: text', 'no JSON \"at all\"'",
        "bytes,                 'http: GET raw:/a, cache: 60s, as: base64', '\u0001\u0002'",
        "the whole response,    'http: GET raw:/a, cache: 60s, response: true', '[1]'",
        "a value of its own,    'http: GET raw:/a, cache: 60s, value: $value.a & $headers.\"content-length\"', '{\"a\":1}'",
        "nothing,               'http: GET raw:/a, cache: 60s', ''"
    })
    void givesTheSameValueAgain(String unusedName, String source, String body) {
        Composition composition = source(source.replace("\"content-length\"", "`content-length`"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        next = "HTTP/1.1 200 OK\r\nContent-Length: " + bytes.length + "\r\n\r\n"
                + new String(bytes, StandardCharsets.ISO_8859_1);

        assertEquals(ask(composition), ask(composition));
        assertEquals(1, asked.get());
    }

    @Test
    void judgesAnAnswerThatIsKeptAsAFreshOne() {
        Composition composition = run.load("""
                input: { type: object, properties: { least: { type: integer } } }
                sources:
                  a: { http: GET raw:/a, cache: 60s, require: $value >= $input.least, fallback: none }
                output: '{% $a %}'
                """);

        assertEquals("1", output(run.run(composition, Map.of("least", 0))));
        assertEquals("none", output(run.run(composition, Map.of("least", 2))));
        assertEquals("1", output(run.run(composition, Map.of("least", 1))));
        assertEquals(1, asked.get());
    }

    @Test
    void keepsEachElement() {
        Composition composition = source("forEach: [a, b, a], http: 'GET raw:/{% $item %}', cache: 60s");
        String first = ask(composition);
        Result second = run.run(composition, Map.of());

        assertEquals(first, output(second));
        assertEquals(2, asked.get());
        assertEquals(Map.of(CacheUse.HIT, 2), CacheRun.uses(second));
    }

    @Test
    void keepsAListOfPagesAsAWhole() {
        Composition composition =
                source("http: 'GET raw:/a?page=1', cache: 60s, paginate: { next: '{% $body = [1] ? \"?page=2\" %}' }");
        next = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[{n}]";
        assertEquals("[1, 2]", ask(composition));

        assertEquals("[1, 2]", ask(composition));
        assertEquals(2, asked.get());
    }

    @Test
    void keepsWhatAPostReads() {
        Composition composition =
                source("http: { method: POST, upstream: raw, path: /a, body: { q: 1 } }, retryable: true, cache: 60s");
        assertEquals("1", ask(composition));

        assertEquals("1", ask(composition));
    }

    @Test
    void isNewWhereACompositionIsLoadedAgain() {
        assertEquals("1", ask(source("http: GET raw:/a, cache: 60s")));

        assertEquals("2", ask(source("http: GET raw:/a, cache: 60s")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"all that it may keep, 32M, 1", "none, 0, 2", "an answer that is too large, 4K, 2"})
    void keepsNoMoreThanItMay(String unusedName, String size, int requests) {
        configure("cache.max-size", size);
        Composition composition = source("http: GET raw:/a, cache: 60s");
        done(composition);
        done(composition);

        assertEquals(requests, asked.get());
    }

    @Test
    void givesUpWhatIsLeastUsed() {
        configure("cache.max-size", "40K");
        Composition composition = run.load("""
                input: { type: object, properties: { id: { type: integer } } }
                sources: { a: { http: 'GET raw:/{% $input.id %}', cache: 60s } }
                output: '{% $a %}'
                """);
        List<String> first =
                IntStream.range(0, 500).mapToObj(id -> ask(composition, id)).toList();
        List<String> second =
                IntStream.range(0, 500).mapToObj(id -> ask(composition, id)).toList();

        assertEquals(500, Set.copyOf(first).size());
        assertTrue(asked.get() > 900 && asked.get() < 1_000, "some 60 of them can be kept: " + asked.get());
        assertEquals(
                1_000 - asked.get(), second.stream().filter(first::contains).count());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "within the time that stale-if-error says, 'stale-if-error: 10m', 600, 1",
        "and not after it,                         'stale-if-error: 10m', 661, status",
        "and not without it,                       'timeout: 9s',         61,  status"
    })
    void givesAStaleAnswerWhereTheUpstreamFails(String unusedName, String key, int seconds, String answer) {
        Composition composition = source("http: GET raw:/a, cache: 60s, " + key);
        done(composition);
        next = status(503, "");
        run.pass(Duration.ofSeconds(seconds));
        Result failed = run.run(composition, Map.of());

        assertEquals(answer, output(failed));
        assertEquals(answer.equals("1") ? STALE : MISS, CacheRun.uses(failed));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a time that is over,     'timeout: 50ms',        '',        1",
        "after all retries,       'retries: 1',           503,       1",
        "no JSON,                 'timeout: 9s',          200,       1",
        "too many requests,       'timeout: 9s',          429,       1",
        "what is gone,            'timeout: 9s',          404,       missing",
        "what is refused,         'timeout: 9s',          403,       status"
    })
    void givesAStaleAnswerInstead(String unusedName, String key, String status, String answer) {
        Composition composition = source("http: GET raw:/a, cache: 60s, stale-if-error: 10m, " + key);
        done(composition);
        next = status.isEmpty()
                ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
                : status(Integer.parseInt(status), "<p>");
        run.pass(Duration.ofMinutes(5));

        assertEquals(answer, ask(composition));
    }

    @Test
    void givesNoStaleAnswerOfWhatHasGone() {
        Composition composition = source("http: GET raw:/a, cache: 60s, stale-if-error: 10m");
        done(composition);
        run.pass(Duration.ofMinutes(5));
        next = status(404, "");
        done(composition);
        next = status(503, "");

        assertEquals("status", ask(composition));
    }

    @Test
    void givesAStaleAnswerWhileTheCircuitIsOpen() {
        run.close();
        run = new CacheRun(
                server.url(),
                Map.of(
                        "upstreams.raw.circuit-breaker.enabled", "true",
                        "upstreams.raw.circuit-breaker.requests", "2"));
        Composition composition = source("http: GET raw:/a, cache: 60s, stale-if-error: 10m");
        done(composition);
        run.pass(Duration.ofMinutes(5));
        next = status(503, "");
        done(composition);
        done(composition);
        int before = asked.get();

        assertEquals("1", ask(composition));
        assertEquals(before, asked.get(), "the circuit is open");
    }

    @Test
    void keepsNoCookies() {
        Composition composition = source("http: GET raw:/a, cache: 60s, value: '$headers.`set-cookie`'");
        next = "HTTP/1.1 200 OK\r\nSet-Cookie: session=1\r\nContent-Length: 1\r\n\r\n1";
        assertEquals("session=1", ask(composition));

        assertEquals("null", ask(composition));
        assertEquals(1, asked.get());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a write that is answered,  'POST', 201, 2",
        "one of another kind,       'DELETE', 204, 2",
        "one that fails,            'PUT', 500, 1",
        "one that only reads,       'GET', 200, 1"
    })
    void endsWhatIsKeptOfAResourceThatChanges(String unusedName, String method, int status, String answer) {
        Composition reads = source("http: GET raw:/a, cache: 60s");
        done(reads);
        next = status(status, "");
        asked.set(1);
        done(run.load("sources: { a: { http: " + method + " raw:/a, fallback: 0 } }\noutput: '{% $a %}'"));
        next = "";
        asked.set(1);

        assertEquals(answer, ask(reads));
    }

    @Test
    void paysWithEachExecutionsOwnMemory() {
        configure("memory-budget", "20K");
        Composition composition = run.load("""
                sources:
                  a: { http: GET raw:/a, cache: 60s }
                  b: { http: 'GET raw:/b/{% $a[0] %}', cache: 60s }
                output: '{% [$a[0], $b[0]] %}'
                """);
        String list = "[" + "1,".repeat(60) + "1]";
        next = "HTTP/1.1 200 OK\r\nContent-Length: " + list.length() + "\r\n\r\n" + list;
        String fresh = ask(composition);
        String kept = ask(composition);

        assertEquals(fresh, kept);
        assertEquals(2, asked.get());
    }

    @Test
    void renewsAnAnswerWhileTheExecutionGoesOn() throws Exception {
        AtomicInteger renewed = new AtomicInteger();
        CountDownLatch again = new CountDownLatch(2);
        AtomicBoolean first = new AtomicBoolean(true);
        try (RawServer slow = new RawServer((request, out) -> {
                    if (request.line().startsWith("GET /a")) {
                        again.countDown();
                        RawServer.write(out, fresh(renewed.incrementAndGet()));
                    } else {
                        // Once the other answer is there, or at the first execution.
                        assertTrue(first.getAndSet(false) || again.await(20, TimeUnit.SECONDS));
                        RawServer.write(out, RawServer.ok("0"));
                    }
                });
                CacheRun own = new CacheRun(slow.url(), Map.of())) {
            Composition composition = own.load("sources: { a: { http: GET raw:/a, cache: http }, "
                    + "b: { http: 'GET raw:/b/{% $a %}' } }\noutput: '{% $a %}'");
            assertEquals("1", output(own.run(composition, Map.of())));
            own.pass(Duration.ofSeconds(2));

            assertEquals("1", output(own.run(composition, Map.of())));
            assertEquals("2", output(own.run(composition, Map.of())));
            assertEquals(2, renewed.get());
        }
    }

    private static String fresh(int number) {
        return RawServer.ok("" + number)
                .replace("\r\n\r\n", "\r\nCache-Control: max-age=1, stale-while-revalidate=60\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"traceparent", "Accept, X-Amzn-Trace-Id", "cache-control", "*"})
    void keepsNothingThatVariesByWhatIsNotInItsKey(String vary) {
        Composition composition = source("http: GET raw:/a, cache: http");
        next = "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nVary: " + vary
                + "\r\nContent-Length: 1\r\n\r\n{n}".replace("{n}", "1");
        done(composition);
        done(composition);

        assertEquals(2, asked.get());
    }

    @Test
    void asksInFullWhereATagCannotBeSentBack() {
        Composition composition = source("http: GET raw:/a, cache: http");
        next = "HTTP/1.1 200 OK\r\nCache-Control: no-cache\r\nETag: \"\u00fc\"\r\nContent-Length: 1\r\n\r\n1";
        assertEquals("1", ask(composition));

        assertEquals("1", ask(composition));
        assertEquals(2, asked.get());
    }

    @Test
    void isInTheReport() {
        Composition composition = source("http: GET raw:/a, cache: 60s");
        done(composition);

        assertEquals(
                Map.of("hits", 1),
                run.run(composition, Map.of())
                        .report()
                        .sources()
                        .get(0)
                        .document()
                        .get("cache"));
    }
}
