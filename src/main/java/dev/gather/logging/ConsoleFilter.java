package dev.gather.logging;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.LogContext;

/**
 * The console's filter, since a handler has only one: {@link EndOfPolling}, then {@link LogEscape}. As Quarkus makes it while it
 * sets up the log, and asks it before each line, it is also where the log becomes what Lambda wants: its level at once, its
 * format with the first line, for then there is a console.
 */
@LoggingFilter(name = "console")
public final class ConsoleFilter implements Filter {
    private final Filter endOfPolling = new EndOfPolling();
    private final Filter escape = new LogEscape();
    private final LambdaLog lambda = LambdaLog.ofThisProcess();
    private volatile boolean begun;

    /** Sets the log's level. */
    public ConsoleFilter() {
        lambda.setLevel(LogContext.getLogContext().getLogger(""));
    }

    @Override
    public boolean isLoggable(LogRecord logged) {
        if (!begun) {
            begun = true;
            lambda.setFormat(InitialConfigurator.DELAYED_HANDLER);
        }
        return endOfPolling.isLoggable(logged) && escape.isLoggable(logged);
    }
}
