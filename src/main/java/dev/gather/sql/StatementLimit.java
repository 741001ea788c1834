package dev.gather.sql;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The time after which a database ends a statement by itself, for a function that cannot have it killed: it may be frozen. It is
 * rounded up to a power of two, and one that is a step too long is kept, so that a session's limit rarely has to be set.
 *
 * @param time how long a statement may run, without the slack of a limit that is rounded
 * @param step the power of two, in milliseconds; zero if it is not rounded
 */
public record StatementLimit(Duration time, long step) {
    private static final Pattern SELECT = Pattern.compile("select\\b(?!\\s*/\\*\\+)", Pattern.CASE_INSENSITIVE);
    private static final int SELECT_LENGTH = 6;
    private static final long FIRST_STEP_MILLIS = 250;

    /** A query that is cancelled in time should be killed, not ended by its limit. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    /**
     * MariaDB may need long to kill a statement that sleeps; if a limit ran out meanwhile, all other statements with limits would
     * wait for that.
     */
    private static final Duration MARIADB_SLACK = Kill.LIMIT;

    /** So that whoever waits for the answer knows first that its time is over. */
    private static final Duration MOMENT = Duration.ofMillis(20);

    /** The limit of what outlasts any execution. */
    public static StatementLimit longest(Duration execution) {
        return of(execution, execution);
    }

    /**
     * The limit of a statement.
     *
     * @param left how long its answer is waited for
     * @param longest the longest that an execution takes
     */
    static StatementLimit of(Duration left, Duration longest) {
        long step = FIRST_STEP_MILLIS;
        while (step < left.toMillis() && step < longest.toMillis()) {
            step *= 2;
        }
        return new StatementLimit(Duration.ofMillis(Math.min(step, longest.toMillis())), step);
    }

    /** How long the database lets a statement run. */
    public Duration in(boolean mariaDb) {
        if (step == 0) {
            return time;
        }
        return time.plus(mariaDb ? MARIADB_SLACK : SLACK);
    }

    /** A statement that says its limit itself, if MySQL can be told so; one that has hints of its own is left as it is. */
    String hinted(String text) {
        return SELECT.matcher(text).lookingAt()
                ? text.substring(0, SELECT_LENGTH) + " /*+ MAX_EXECUTION_TIME("
                        + in(false).toMillis() + ") */" + text.substring(SELECT_LENGTH)
                : text;
    }

    /** The limit of a statement that others wait for: it is set for this one alone, whatever it costs. */
    static StatementLimit exact(Duration left) {
        return new StatementLimit(left.plus(MOMENT), 0);
    }

    /** Whether a session with this limit may run a statement that needs another one. */
    boolean suits(StatementLimit needed) {
        return needed.step > 0 && (step == needed.step || step == 2 * needed.step);
    }
}
