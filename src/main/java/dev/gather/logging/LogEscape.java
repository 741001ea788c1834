package dev.gather.logging;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Keeps what comes from outside from making lines of its own in the log: in a record's message, its parameters and its
 * exceptions' messages, line breaks and other characters that control how text is shown are written as JSON's escapes. A
 * record is one line, and its stack trace the lines after it. Lets every record through.
 *
 * <p>It is a filter since that is what Quarkus lets an application add to its handlers; it applies where {@code
 * quarkus.log.….filter} names it.
 */
@LoggingFilter(name = "escape")
public final class LogEscape implements Filter {
    private static final ExtFormatter MESSAGES = new PatternFormatter("%m");

    @Override
    public boolean isLoggable(LogRecord logged) {
        String message = MESSAGES.formatMessage(logged);
        String escaped = ControlCharacters.escaped(message);
        if (message != null && !message.equals(escaped)) {
            replace(logged, escaped);
        }
        if (logged.getThrown() != null) {
            logged.setThrown(EscapedThrowable.escaped(logged.getThrown()));
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
