package dev.gather.http;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.own;
import static dev.gather.stub.RawServer.tokens;
import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.RawServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand elements of one source. */
class FanOutTest {
    private static final int ELEMENTS = 1_000;
    private static final String EACH = """
            sources:
              parcels:
                forEach: '{%% [0..999].("t" & $) %%}'
                concurrency: %d
                http: GET raw:/{%% $item %%}
            output: '{%% $parcels %%}'
            """;

    private static final String BATCHES = """
            sources:
              parcels:
                forEach: '{%% [0..999].("t" & $) %%}'
                batch: %d
                http: GET raw:/parcels?n={%% $items %%}
                match: { item: $item, answer: $answer }
            output: '{%% $parcels %%}'
            """;

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 64})
    void losesAndReordersNothing(int concurrency) throws IOException {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(concurrency);
        try (RawServer server = new RawServer((request, out) -> {
                    seen.add(request.token());
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    full.countDown();
                    assertTrue(full.await(30, TimeUnit.SECONDS), "no more requests come");
                    inFlight.decrementAndGet();
                    write(out, own(request));
                });
                HttpRun run = new HttpRun(server.url(), Map.of("upstreams.raw.max-connections", "100"))) {
            assertEquals(tokens(ELEMENTS), HttpRun.output(run.run(EACH.formatted(concurrency))));
        }

        assertEquals(concurrency, most.get());
        assertEquals(
                tokens(ELEMENTS), seen.stream().sorted(FanOutTest::byNumber).toList());
    }

    /** Those that were sent may arrive in another order: at most as many as there are connections. */
    @ParameterizedTest
    @CsvSource({"64, 1", "64, 10", "16, 16"})
    void sendsWhatWaitedLongestFirst(int concurrency, int connections) throws IOException {
        String most = String.valueOf(connections);
        try (RawServer server = new RawServer((request, out) -> {
                    seen.add(request.token());
                    write(out, own(request));
                });
                HttpRun run = new HttpRun(server.url(), Map.of("upstreams.raw.max-connections", most))) {
            assertEquals(tokens(ELEMENTS), HttpRun.output(run.run(EACH.formatted(concurrency))));
            assertTrue(server.connections() <= connections, server.connections() + " connections");
        }

        assertEquals(ELEMENTS, seen.size());
        for (int rank = 0; rank < ELEMENTS; rank++) {
            assertTrue(number(seen.get(rank)) - rank < connections, seen.get(rank) + " came as number " + rank);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "50, 20", "300, 4", "5000, 1"})
    void asksOnceForEachBatch(int batch, int requests) throws IOException {
        try (RawServer server = new RawServer((request, out) -> {
                    seen.add(request.line());
                    List<String> names = Arrays.stream(request.line().split("[?& ]", -1))
                            .filter(part -> part.startsWith("n="))
                            .map(part -> '"' + part.substring(2) + '"')
                            .sorted()
                            .toList();
                    write(out, ok("[" + String.join(",", names) + "]"));
                });
                HttpRun run = new HttpRun(server.url(), Map.of())) {
            assertEquals(tokens(ELEMENTS), HttpRun.output(run.run(BATCHES.formatted(batch))));
        }

        assertEquals(requests, seen.size());
    }

    private static int byNumber(String one, String other) {
        return Integer.compare(number(one), number(other));
    }

    private static int number(String token) {
        return Integer.parseInt(token.substring(1));
    }
}
