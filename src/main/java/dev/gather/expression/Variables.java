package dev.gather.expression;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The variables that expressions may read, and the time that an evaluation may take. Immutable.
 *
 * <p>Values are JSON as Java has it: {@code Map}, {@code List}, {@code String}, {@code Number}, {@code Boolean} and
 * {@code null}. They are shared between expressions and never changed.
 */
public final class Variables {
    /** The value of a variable that is nothing, as a path that leads nowhere is. */
    public static final Object NOTHING = new Object();

    private static final Object UNDELIVERED = new Object();

    private final Map<String, @Nullable Object> values;
    private final Supplier<Duration> timeLeft;

    private Variables(Map<String, @Nullable Object> values, Supplier<Duration> timeLeft) {
        this.values = values;
        this.timeLeft = timeLeft;
    }

    /**
     * No variables yet.
     *
     * @param timeLeft the time that an evaluation which starts now may take
     */
    public static Variables within(Supplier<Duration> timeLeft) {
        return new Variables(Map.of(), timeLeft);
    }

    /** A copy with a further variable, which replaces an earlier one of the same name. */
    public Variables with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new HashMap<>(values);
        more.put(name, value);
        return new Variables(more, timeLeft);
    }

    /** A copy with further variables, which replace earlier ones of the same names. */
    public Variables with(Map<String, @Nullable Object> others) {
        Map<String, @Nullable Object> more = new HashMap<>(values);
        more.putAll(others);
        return new Variables(more, timeLeft);
    }

    /** A copy in which these variables are nothing, since no source delivered them. */
    public Variables withUndelivered(Collection<String> names) {
        Map<String, @Nullable Object> more = new HashMap<>(values);
        names.forEach(name -> more.put(name, UNDELIVERED));
        return new Variables(more, timeLeft);
    }

    /** Whether a variable is nothing since no source delivered it. */
    public boolean isUndelivered(String name) {
        return values.get(name) == UNDELIVERED;
    }

    /** Whether a variable is nothing. */
    public boolean isNothing(String name) {
        Object value = values.get(name);
        return value == NOTHING || value == UNDELIVERED;
    }

    /** Whether there is a variable with a name; its value may be null. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of a variable; null also if it is nothing, or there is none. */
    public @Nullable Object get(String name) {
        return isNothing(name) ? null : values.get(name);
    }

    /** Whether no time is left for evaluations. */
    public boolean timeIsUp() {
        return timeLeft.get().isZero();
    }

    long millisLeft() {
        return timeLeft.get().toMillis();
    }
}
