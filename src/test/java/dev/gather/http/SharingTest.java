package dev.gather.http;

import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.Composition;
import dev.gather.execution.Result;
import dev.gather.source.CacheUse;
import dev.gather.stub.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal requests of several executions, on several event loops. The upstream answers when the test lets it. */
class SharingTest {
    private static final String PAGE = """
            timeout: %s
            input: { type: object, properties: { wait: { type: boolean } } }
            sources:
              a: { http: GET raw:/a, cache: 60s, %s }
            output: '{%% $a %%}'
            """;

    private final AtomicInteger asked = new AtomicInteger();
    private final Semaphore answers = new Semaphore(0);
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile CountDownLatch arrived = new CountDownLatch(1);
    private volatile String answer = RawServer.ok("{\"n\":[1,2]}");
    private final RawServer server = new RawServer(this::answer);
    private final CacheRun run = new CacheRun(server.url(), Map.of());

    SharingTest() throws IOException {}

    private void answer(RawServer.Request request, OutputStream out) throws IOException, InterruptedException {
        if (request.line().startsWith("POST")) {
            RawServer.write(out, RawServer.ok("0"));
            return;
        }
        asked.incrementAndGet();
        arrived.countDown();
        while (!answers.tryAcquire(10, TimeUnit.MILLISECONDS)) {
            // The client that has gone is seen by writing to it: an interim answer is allowed.
            try {
                RawServer.write(out, "HTTP/1.1 102 Processing\r\n\r\n");
            } catch (IOException e) {
                gone.countDown();
                throw e;
            }
        }
        RawServer.write(out, answer);
    }

    @AfterEach
    void close() throws IOException {
        answers.release(1_000);
        run.close();
        server.close();
    }

    private Composition page(String timeout, String keys) {
        return run.load(PAGE.formatted(timeout, keys));
    }

    private CompletableFuture<Result> start(Composition composition, int loop) {
        return run.start(composition, Map.of(), Map.of(), loop);
    }

    private List<CompletableFuture<Result>> startAll(Composition composition, int executions) throws Exception {
        List<CompletableFuture<Result>> all = new ArrayList<>();
        all.add(start(composition, 0));
        assertEquals(true, arrived.await(20, TimeUnit.SECONDS));
        for (int i = 1; i < executions; i++) {
            all.add(start(composition, i));
        }
        return all;
    }

    /** Until the requests of so many executions wait for that of the first. */
    private void settle(Composition composition) {
        // Each loop has turned once what was started before this ends.
        for (int loop = 0; loop < 4; loop++) {
            run.turn(loop);
        }
        assertEquals(1, composition.steps().count());
    }

    private static String output(CompletableFuture<Result> result) {
        Result ended = CacheRun.await(result);
        return ended instanceof Result.Answer done
                ? String.valueOf(done.output())
                : ((Result.Failed) ended).failure().code().toString();
    }

    private static long shared(List<CompletableFuture<Result>> all) {
        return all.stream()
                .map(CacheRun::await)
                .filter(result -> CacheRun.uses(result).containsKey(CacheUse.SHARED))
                .count();
    }

    @Test
    void sendsTheRequestsOfAllExecutionsOnce() throws Exception {
        Composition composition = page("20s", "timeout: 19s");
        List<CompletableFuture<Result>> all = startAll(composition, 20);
        settle(composition);
        answers.release();

        all.forEach(result -> assertEquals("{n=[1, 2]}", output(result)));
        assertEquals(1, asked.get());
        assertEquals(19, shared(all));
    }

    @Test
    void sharesAFailureAndItsBody() throws Exception {
        answer = "HTTP/1.1 400 X\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"why\":[1]}";
        Composition composition = page("20s", "fallback: '{% $error.body.why[0] %}'");
        List<CompletableFuture<Result>> all = startAll(composition, 5);
        settle(composition);
        answers.release();

        all.forEach(result -> assertEquals("1", output(result)));
        assertEquals(1, asked.get());
    }

    @Test
    void goesOnWithoutTheFirst() throws Exception {
        Composition composition = page("20s", "timeout: 19s");
        List<CompletableFuture<Result>> all = startAll(composition, 3);
        settle(composition);
        assertEquals(true, all.get(0).cancel(true));
        settle(composition);
        answers.release();

        assertEquals("{n=[1, 2]}", output(all.get(1)));
        assertEquals("{n=[1, 2]}", output(all.get(2)));
        assertEquals(1, asked.get());
    }

    @Test
    void keepsTheAnswerThatTheFirstDidNotWaitFor() throws Exception {
        Composition composition = page("20s", "timeout: 19s");
        List<CompletableFuture<Result>> all = startAll(composition, 2);
        settle(composition);
        assertEquals(true, all.get(0).cancel(true));
        settle(composition);
        answers.release();
        assertEquals("{n=[1, 2]}", output(all.get(1)));

        assertEquals("{n=[1, 2]}", output(start(composition, 2)));
        assertEquals(1, asked.get());
    }

    @Test
    void isCancelledWithTheLast() throws Exception {
        Composition composition = page("20s", "timeout: 19s");
        List<CompletableFuture<Result>> all = startAll(composition, 3);
        settle(composition);
        all.forEach(result -> assertEquals(true, result.cancel(true)));

        assertEquals(true, gone.await(20, TimeUnit.SECONDS));
        assertEquals(1, asked.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cache-Control: no-store", "Cache-Control: no-cache", "Vary: *"})
    void givesNobodyWhatIsForOneRequest(String header) throws Exception {
        answer = RawServer.ok("1").replace("Content-Type", header + "\r\nContent-Type");
        Composition composition = run.load("sources: { a: { http: GET raw:/a, cache: http } }\noutput: '{% $a %}'");
        List<CompletableFuture<Result>> all = startAll(composition, 3);
        settle(composition);
        answers.release(3);

        all.forEach(result -> assertEquals("1", output(result)));
        assertEquals(3, asked.get());
    }

    @Test
    void givesNobodyWhatWasAskedForBeforeAChange() throws Exception {
        Composition reads = page("20s", "timeout: 19s");
        List<CompletableFuture<Result>> all = new ArrayList<>(startAll(reads, 1));
        Composition writes = run.load("sources: { a: { http: POST raw:/a } }\noutput: '{% $a %}'");
        assertEquals("0", output(start(writes, 1)));
        all.add(start(reads, 2));
        settle(reads);
        assertTrue(soon(() -> asked.get() == 2), "the second read waits for the first");
        answers.release(2);

        all.forEach(result -> assertEquals("{n=[1, 2]}", output(result)));
        assertEquals(0, shared(all));
    }
}
