package dev.gather.http;

import static dev.gather.Counters.assertWithinMargin;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.gather.stub.RawServer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a request and its answer allocate on the function's event loop. */
class WireAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int REQUESTS = 100;

    private static long allocated(TestUpstream upstream) {
        AtomicLong bytes = new AtomicLong();
        upstream.onEventLoop(() -> bytes.set(THREADS.getCurrentThreadAllocatedBytes()));
        return bytes.get();
    }

    @Test
    void allocatesLittleBesideTheAnswer() throws Exception {
        List<String> tokens = RawServer.tokens(REQUESTS);
        long least = Long.MAX_VALUE;
        try (RawServer server = new RawServer((request, out) -> RawServer.write(out, RawServer.own(request)));
                TestUpstream upstream = TestUpstream.with(server.url(), 10)) {
            for (int i = 0; i < 20; i++) {
                long before = allocated(upstream);
                assertEquals(REQUESTS, upstream.askAll(tokens).size());
                least = Math.min(least, allocated(upstream) - before);
            }
        }

        assertWithinMargin("http.request.bytes", (double) least / REQUESTS);
    }
}
