package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.composition.Composition;
import dev.gather.execution.Run;
import dev.gather.report.Report;
import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.report.Report.Span;
import dev.gather.report.Report.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When sources ran, as text. */
class WaterfallTest {
    private static final Composition COMPOSITION = Run.composition("""
            sources:
              customer: { ask: one }
              orders: { ask: two }
              offers: { ask: 'three {% $tier %}' }
              late: { ask: four, when: 'false' }
            values: { tier: '{% $customer.tier %}' }
            output: '{% [$orders, $offers, $late] %}'
            """);

    private static SourceReport source(String name, long start, long end, int attempts) {
        Span span = new Span(Duration.ofMillis(start), Duration.ofMillis(end));
        Work work = new Work(attempts, Map.of("rows", 3L), 0);
        return new SourceReport(name, "ask", Ending.VALUE, Optional.of(span), work, Optional.empty());
    }

    @Test
    void marksWhatTheAnswerWaitedFor() {
        SourceReport late = new SourceReport(
                "late", "ask", Ending.SKIPPED, Optional.empty(), new Work(0, Map.of(), 0), Optional.of("timeout"));
        Report report = new Report(
                "page",
                200,
                Duration.ofMillis(100),
                List.of(source("customer", 0, 50, 1), source("orders", 0, 75, 2), source("offers", 50, 100, 1), late));

        assertEquals("""
                page: 200 after 100.0 ms
                * customer |====================                    | 0.0 to 50.0 ms, ask, value, 3 rows
                  orders   |==============================          | 0.0 to 75.0 ms, ask, value, 2 requests, 3 rows
                * offers   |                    ====================| 50.0 to 100.0 ms, ask, value, 3 rows
                  late     |                                        | ask, skipped, timeout
                """, String.join("\n", Waterfall.of(COMPOSITION, report)) + "\n");
    }
}
