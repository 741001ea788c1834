package dev.gather.stub;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** All that is logged in this process as long as it is open, with the stack traces. */
public final class CapturedLog implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler;
    private final List<Logger> loggers;

    /** Begins to take lines of level, category, message and exceptions. */
    public CapturedLog() {
        this(new PatternFormatter("%p %c: %m%e"));
    }

    /** @param formatter makes the lines */
    public CapturedLog(ExtFormatter formatter) {
        this.handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                lines.add(formatter.format(ExtLogRecord.wrap(logged)));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger report = Logger.getLogger("dev.gather.report");
        // In an application the reports' category does not hand its records on.
        this.loggers =
                report.getUseParentHandlers() ? List.of(Logger.getLogger("")) : List.of(Logger.getLogger(""), report);
        loggers.forEach(logger -> logger.addHandler(handler));
    }

    /** The lines so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The lines so far that have a text in them. */
    public Stream<String> with(String text) {
        return lines.stream().filter(line -> line.contains(text));
    }

    @Override
    public void close() {
        loggers.forEach(logger -> logger.removeHandler(handler));
    }
}
