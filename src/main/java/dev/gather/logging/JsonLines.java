package dev.gather.logging;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Writes each record as one line of JSON, with the members that Lambda and Powertools have in theirs. */
final class JsonLines extends ExtFormatter {
    /** The deepest frame of a stack trace that is written. */
    private static final int FRAMES = 100;

    @Override
    public String format(ExtLogRecord logged) {
        Map<String, Object> line = LogLine.of(logged.getMillis(), level(logged.getLevel()), CurrentCall.get());
        line.put("message", String.valueOf(formatMessage(logged)));
        line.put("logger", String.valueOf(logged.getLoggerName()));
        Throwable thrown = logged.getThrown();
        if (thrown != null) {
            addError(line, thrown);
        }
        return LogLine.text(line) + "\n";
    }

    /** The level's name on Lambda, which knows neither those of {@code java.util.logging} nor all in between. */
    static String level(Level level) {
        int value = level.intValue();
        if (value >= org.jboss.logmanager.Level.FATAL.intValue()) {
            return "FATAL";
        }
        if (value >= org.jboss.logmanager.Level.ERROR.intValue()) {
            return "ERROR";
        }
        if (value >= org.jboss.logmanager.Level.WARN.intValue()) {
            return "WARN";
        }
        if (value >= org.jboss.logmanager.Level.INFO.intValue()) {
            return "INFO";
        }
        return value >= org.jboss.logmanager.Level.DEBUG.intValue() ? "DEBUG" : "TRACE";
    }

    private static void addError(Map<String, Object> line, Throwable thrown) {
        line.put(
                "errorType",
                thrown instanceof EscapedThrowable escaped
                        ? escaped.type()
                        : thrown.getClass().getName());
        line.put("errorMessage", String.valueOf(thrown.getMessage()));
        line.put("stackTrace", frames(thrown));
    }

    /** The frames of the exception and, each after its own text, of its causes. */
    private static List<String> frames(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(EscapedThrowable.MAX_DEPTH)
                .flatMap(cause -> Stream.concat(
                        cause == thrown ? Stream.of() : Stream.of("Caused by: " + cause),
                        Stream.of(cause.getStackTrace()).map(StackTraceElement::toString)))
                .limit(FRAMES)
                .toList();
    }
}
