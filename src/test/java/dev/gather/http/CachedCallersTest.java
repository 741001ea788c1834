package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.Composition;
import dev.gather.execution.Result;
import dev.gather.source.CacheUse;
import dev.gather.stub.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets what another was answered. The upstream answers with all that a request says of its caller. */
class CachedCallersTest {
    private static final List<String> TOKENS = List.of("a", "b", "a,b", "a b", "1:a", "%61", "A");
    private static final List<String> HEADERS = List.of("authorization", "cookie", "x-tenant");
    private static final int REQUESTS = 400;
    private static final long SEED = 17;

    private static void answer(RawServer.Request request, OutputStream out) throws IOException {
        RawServer.write(
                out,
                RawServer.ok('"' + said(request) + '"').replace("\r\n\r\n", "\r\nCache-Control: max-age=60\r\n\r\n"));
    }

    private static String said(RawServer.Request request) {
        StringBuilder said = new StringBuilder(request.line().split(" ", -1)[1]);
        HEADERS.forEach(header -> said.append('|').append(request.header(header)));
        return said.append('|').append(request.body().replace("\"", "'")).toString();
    }

    private static String output(CompletableFuture<Result> result) {
        return String.valueOf(((Result.Answer) CacheRun.await(result)).output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"60s", "http"})
    void givesEachItsOwn(String cache) throws IOException {
        try (RawServer server = new RawServer(CachedCallersTest::answer);
                CacheRun run = new CacheRun(
                        server.url(), Map.of("upstreams.raw.forward-headers", String.join(",", HEADERS)))) {
            Composition composition = run.load("""
                    input: { type: object, properties: { id: { type: string }, q: { type: string } } }
                    sources:
                      a: { http: 'GET raw:/{%% $input.id %%}?q={%% $input.q %%}', cache: %s }
                      b:
                        http: { method: POST, upstream: raw, path: '/{%% $input.id %%}', body: '{%% $input.q %%}' }
                        retryable: true
                        cache: 60s
                    output: '{%% [$a, $b] %%}'
                    """.formatted(cache));
            Random random = new Random(SEED);
            Map<String, List<CompletableFuture<Result>>> all = new HashMap<>();
            for (int i = 0; i < REQUESTS; i++) {
                start(run, composition, random, i, all);
            }

            int given = 0;
            for (Map.Entry<String, List<CompletableFuture<Result>>> caller : all.entrySet()) {
                for (CompletableFuture<Result> result : caller.getValue()) {
                    assertEquals(caller.getKey(), output(result));
                    Map<CacheUse, Integer> uses = CacheRun.uses(CacheRun.await(result));
                    given += uses.containsKey(CacheUse.HIT) || uses.containsKey(CacheUse.SHARED) ? 1 : 0;
                }
            }
            assertTrue(given > 50, "answers that were given again: " + given);
        }
    }

    private static void start(
            CacheRun run,
            Composition composition,
            Random random,
            int number,
            Map<String, List<CompletableFuture<Result>>> all) {
        String id = TOKENS.get(random.nextInt(2));
        String q = TOKENS.get(random.nextInt(3));
        Map<String, String> headers = new HashMap<>();
        for (String header : HEADERS) {
            if (random.nextBoolean()) {
                headers.put(header, TOKENS.get(random.nextInt(TOKENS.size())));
            }
        }
        // What differs between all requests, and does not matter.
        headers.put("traceparent", "00-" + number);
        String caller = String.join(
                "|",
                HEADERS.stream().map(header -> headers.getOrDefault(header, "")).toList());
        String encoded = q.replace(",", "%2C");
        String expected = "[/" + id + "?q=" + encoded + "|" + caller + "|, /" + id + "|" + caller + "|'" + q + "']";
        all.computeIfAbsent(expected, absent -> new ArrayList<>())
                .add(run.start(composition, Map.of("id", id, "q", q), headers, number));
    }
}
