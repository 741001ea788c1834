package dev.gather.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.Test;

/** The running application's handlers escape what they write. */
@QuarkusTest
class LogHandlersTest {
    private static Stream<Handler> consoles(Handler handler) {
        Stream<Handler> inner = handler instanceof ExtHandler outer
                ? Stream.of(outer.getHandlers()).flatMap(LogHandlersTest::consoles)
                : Stream.empty();
        return handler instanceof ConsoleHandler ? Stream.of(handler) : inner;
    }

    private static List<Handler> consolesOf(String category) {
        return Stream.of(LogContext.getLogContext().getLogger(category).getHandlers())
                .flatMap(LogHandlersTest::consoles)
                .toList();
    }

    @Test
    void escapeWhatTheyWrite() {
        for (String category : List.of("", "dev.gather.report")) {
            List<Handler> consoles = consolesOf(category);
            assertFalse(consoles.isEmpty(), category);
            for (Handler console : consoles) {
                ExtLogRecord record = new ExtLogRecord(Level.INFO, "a\n{}", LogHandlersTest.class.getName());
                record.setLoggerName("some.library");

                assertTrue(console.getFilter().isLoggable(record), category);

                assertEquals("a\\n{}", record.getMessage(), category);
            }
        }
    }
}
