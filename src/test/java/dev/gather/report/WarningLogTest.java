package dev.gather.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.report.Report.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A warning that a statement has at each run is logged once. */
class WarningLogTest {
    private final List<String> logged = new ArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private static Report report(String... warnings) {
        SourceReport source = new SourceReport(
                "orders",
                "sql",
                Ending.VALUE,
                Optional.empty(),
                new Work(1, Map.of(), 0, List.of(warnings), 0, Map.of()),
                Optional.empty());
        return new Report("page", 200, Duration.ZERO, List.of(source));
    }

    @Test
    void saysEachWarningOfASourceOnce() {
        Logger logger = Logger.getLogger(WarningLog.CATEGORY);
        logger.addHandler(handler);
        try {
            WarningLog log = new WarningLog();
            log.write(report());
            log.write(report("a"));
            log.write(report("a", "b"));
        } finally {
            logger.removeHandler(handler);
        }

        assertEquals(List.of("WARN page: source orders: a", "WARN page: source orders: b"), logged);
    }

    @Test
    void hasThemInTheDocumentOfTheReport() {
        assertEquals(List.of("a"), report("a").sources().get(0).document().get("warnings"));
        assertEquals(false, report().sources().get(0).document().containsKey("warnings"));
    }
}
