package dev.gather.http;

import static dev.gather.stub.RawServer.own;
import static dev.gather.stub.RawServer.tokens;
import static dev.gather.stub.RawServer.write;
import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.source.Attempt;
import dev.gather.stub.RawServer;
import dev.gather.time.ManualClock;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests that wait for one of the upstream's connections. */
class WaitingRequestsTest {
    @Test
    void neverSendsARequestThatWasCancelledWhileItWaited() throws Exception {
        List<String> seen = new ArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, out) -> {
                    synchronized (seen) {
                        seen.add(request.token());
                    }
                    first.countDown();
                    cancelled.await();
                    write(out, own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            List<Cancellable> waiting = new ArrayList<>();
            upstream.onEventLoop(
                    () -> tokens(20).forEach(token -> waiting.add(upstream.subscribe(upstream.get("/" + token)))));
            assertTrue(first.await(5, TimeUnit.SECONDS));
            upstream.onEventLoop(() -> waiting.forEach(Cancellable::cancel));
            cancelled.countDown();

            assertEquals("last", upstream.ask(upstream.get("/last")));
            synchronized (seen) {
                assertEquals(List.of("t0", "last"), seen);
            }
        }
    }

    @Test
    void sendsNothingOnceNobodyWaitsAlthoughItIsCancelledLater() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, out) -> {
                    seen.add(request.token());
                    if (!request.token().equals("last")) {
                        asked.await();
                    }
                    write(out, own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 2)) {
            List<Attempt> attempts = new ArrayList<>();
            List<Cancellable> sent = new ArrayList<>();
            upstream.onEventLoop(() -> tokens(20).forEach(token -> {
                Attempt attempt = TestUpstream.attempt();
                attempts.add(attempt);
                sent.add(upstream.get("/" + token).send(attempt).subscribe().with(item -> {}, failure -> {}));
            }));
            assertTrue(soon(() -> seen.size() == 2), "two were expected to be sent");
            upstream.onEventLoop(() -> attempts.forEach(Attempt::abandon));
            // One after the other, as an execution does it: each frees a place for the next one.
            for (Cancellable each : sent) {
                upstream.onEventLoop(each::cancel);
            }

            assertEquals("last", upstream.ask(upstream.get("/last")));
            assertEquals(3, seen.size(), seen.toString());
            asked.countDown();
        }
    }

    @Test
    void sendsNothingThatWouldBeResetAtOnce() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, out) -> {
                    seen.add(request.token());
                    if (request.token().equals("t0")) {
                        asked.await();
                    }
                    write(out, own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            ManualClock clock = new ManualClock();
            List<Cancellable> sent = new ArrayList<>();
            upstream.onEventLoop(() -> tokens(20).forEach(token -> {
                Attempt attempt = TestUpstream.attempt(clock, Duration.ofMillis(300));
                sent.add(upstream.get("/" + token).send(attempt).subscribe().with(item -> {}, failure -> {}));
            }));
            assertTrue(soon(() -> seen.size() == 1), "one was expected to be sent");
            // The first times out; the others, which started a moment later, are about to.
            upstream.onEventLoop(() -> {
                clock.advance(298);
                sent.get(0).cancel();
            });

            assertEquals("last", upstream.ask(upstream.get("/last")));
            assertEquals(List.of("t0", "last"), seen);
            asked.countDown();
        }
    }

    @Test
    void servesFirstComeFirstServed() throws Exception {
        List<String> seen = new ArrayList<>();
        try (RawServer server = new RawServer((request, out) -> {
                    seen.add(request.token());
                    write(out, own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals(tokens(50), upstream.askAll(tokens(50)));
            assertEquals(tokens(50), seen);
            assertEquals(1, server.connections());
        }
    }

    @Test
    void givesBackThePlaceOfARequestThatCannotBeWritten() throws Exception {
        try (RawServer server = new RawServer((request, out) -> write(out, own(request)));
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            HttpRequest get = upstream.get("/t0");
            HttpRequest split = upstream.request(
                    new HttpMessage("GET", "/t0", Map.of("x-test", "a\r\nb: c"), Optional.empty()), true);
            assertEquals("unsafe-value", upstream.ask(split));
            assertEquals("t0", upstream.ask(get));
        }
    }
}
