package dev.gather.logging;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Prevents texts from outside from forging lines in the log: in a record's message, parameters and exceptions, line
 * breaks and other characters that control the display are replaced by JSON escapes. A record is one line, followed by
 * the lines of its stack trace. Every record passes.
 *
 * <p>It is a filter because that is what Quarkus lets an application add to its handlers; {@code quarkus.log.….filter}
 * applies it.
 */
@LoggingFilter(name = "escape")
public final class LogEscape implements Filter {
    private static final ExtFormatter MESSAGES = new PatternFormatter("%m");

    @Override
    public boolean isLoggable(LogRecord logged) {
        String message = MESSAGES.formatMessage(logged);
        if (message != null) {
            String escaped = ControlCharacters.escaped(message);
            if (!message.equals(escaped)) {
                replace(logged, escaped);
            }
        }
        Throwable thrown = logged.getThrown();
        if (thrown != null) {
            logged.setThrown(EscapedThrowable.escaped(thrown));
        }
        return true;
    }

    private static void replace(LogRecord logged, String message) {
        if (logged instanceof ExtLogRecord record) {
            record.setMessage(message, ExtLogRecord.FormatStyle.NO_FORMAT);
        } else {
            logged.setMessage(message);
        }
        logged.setParameters(null);
    }
}
