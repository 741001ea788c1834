package dev.gather.logging;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** What the console's records pass, as a handler has one filter: {@link EndOfPolling}, then {@link LogEscape}. */
@LoggingFilter(name = "console")
public final class ConsoleFilter implements Filter {
    private final Filter endOfPolling = new EndOfPolling();
    private final Filter escape = new LogEscape();

    @Override
    public boolean isLoggable(LogRecord logged) {
        return endOfPolling.isLoggable(logged) && escape.isLoggable(logged);
    }
}
