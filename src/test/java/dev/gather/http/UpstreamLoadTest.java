package dev.gather.http;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.execution.Result;
import dev.gather.report.Report.Work;
import dev.gather.stub.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many requests an upstream gets that does not answer as it should, counted by the upstream. */
class UpstreamLoadTest {
    private static final int EXECUTIONS = 200;
    private static final String BUSY =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 0\r\n\r\n";

    private final AtomicInteger asked = new AtomicInteger();

    private List<Result> executions(String keys, Map<String, String> settings, RawServer.Script script)
            throws IOException {
        String source = "sources: { a: { http: 'GET raw:/a', " + keys + ", fallback: down } }\noutput: '{% $a %}'";
        try (RawServer server = new RawServer((request, out) -> {
                    asked.incrementAndGet();
                    script.answer(request, out);
                });
                HttpRun run = new HttpRun(server.url(), settings)) {
            return run.runs(source, EXECUTIONS, 20);
        }
    }

    private static void silence(RawServer.Request unusedRequest, OutputStream unusedOut) throws InterruptedException {
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void busy(RawServer.Request unusedRequest, OutputStream out) throws IOException {
        write(out, BUSY);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "busy with retries; retries: 3; true; 240",
                "busy with retries and a hedge; 'retries: 3, hedge: 1ms'; true; 240",
                "silent with a retry; 'retries: 1, timeout: 50ms'; false; 220",
                "silent with retries and a hedge; 'retries: 1, timeout: 50ms, hedge: 10ms'; false; 240"
            })
    void isAFifthMoreAtMostWhereItIsDown(String unusedName, String keys, boolean answers, int most) throws IOException {
        List<Result> results = executions(keys, Map.of(), answers ? UpstreamLoadTest::busy : UpstreamLoadTest::silence);

        for (Result result : results) {
            assertEquals("down", HttpRun.output(result));
        }
        int sent = results.stream().map(HttpRun::work).mapToInt(Work::attempts).sum();
        assertTrue(asked.get() <= sent && sent <= most, asked + " requests, " + sent + " reported");
        assertTrue(sent > EXECUTIONS, "there were no retries");
        assertTrue(results.stream().map(HttpRun::work).anyMatch(work -> work.refused() > 0));
    }

    @Test
    void isThatOfNoRetriesWithoutABudget() throws IOException {
        List<Result> results = executions("retries: 3", Map.of("retry-budget", "0"), UpstreamLoadTest::busy);

        assertEquals(EXECUTIONS, results.size());
        assertEquals(EXECUTIONS, asked.get());
    }

    @Test
    void hasARetryForEachFailureThatIsRare() throws IOException {
        AtomicInteger number = new AtomicInteger();
        List<Result> results = executions("retries: 3", Map.of(), (request, out) -> {
            if (number.incrementAndGet() % 20 == 0) {
                write(out, BUSY);
            } else {
                write(out, ok("1"));
            }
        });

        for (Result result : results) {
            assertEquals(1, ((Number) HttpRun.output(result)).intValue());
        }
    }
}
