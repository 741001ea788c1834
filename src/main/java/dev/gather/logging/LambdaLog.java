package dev.gather.logging;

import java.util.Locale;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * The log as the function's configuration on Lambda wants it. Lambda says so in environment variables, which are no properties
 * of Quarkus: those would have to be looked up before the log is set up, at every start.
 *
 * @param json whether lines are JSON
 * @param level the least level that is logged; empty if it is not set
 */
record LambdaLog(boolean json, Optional<Level> level) {
    /** That of this process. */
    static LambdaLog ofThisProcess() {
        return of(
                Optional.ofNullable(System.getenv("AWS_LAMBDA_LOG_FORMAT")),
                Optional.ofNullable(System.getenv("AWS_LAMBDA_LOG_LEVEL")));
    }

    /**
     * @param format {@code JSON}, or anything else for text
     * @param level a name of a level; one that is unknown sets none
     */
    static LambdaLog of(Optional<String> format, Optional<String> level) {
        return new LambdaLog(format.filter("JSON"::equalsIgnoreCase).isPresent(), level.flatMap(LambdaLog::levelNamed));
    }

    private static Optional<Level> levelNamed(String name) {
        try {
            return Optional.of(LogContext.getLogContext().getLevelForName(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Sets the level of all categories that have none of their own. */
    void setLevel(Logger root) {
        level.ifPresent(root::setLevel);
    }

    /** Has the consoles below a handler write JSON, if lines are JSON. */
    void setFormat(Handler handler) {
        if (json) {
            consoles(handler).forEach(console -> console.setFormatter(new JsonLines()));
        }
    }

    private static Stream<Handler> consoles(Handler handler) {
        if (handler instanceof ConsoleHandler) {
            return Stream.of(handler);
        }
        return handler instanceof ExtHandler outer
                ? Stream.of(outer.getHandlers()).flatMap(LambdaLog::consoles)
                : Stream.empty();
    }
}
