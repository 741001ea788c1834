package dev.gather.expression;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The values that expressions may name, and the time that they may take. Immutable.
 *
 * <p>Values are JSON as Java has it: {@code Map}, {@code List}, {@code String}, {@code Number}, {@code Boolean} and
 * {@code null}. They are shared between expressions and are never changed.
 */
public final class Variables {
    private final Map<String, Object> values;
    private final Supplier<Duration> timeLeft;

    private Variables(Map<String, Object> values, Supplier<Duration> timeLeft) {
        this.values = values;
        this.timeLeft = timeLeft;
    }

    /**
     * No variables yet.
     *
     * @param timeLeft what one evaluation that starts now may take
     */
    public static Variables within(Supplier<Duration> timeLeft) {
        return new Variables(Map.of(), timeLeft);
    }

    /** These variables and one more, which hides an earlier one of the same name. */
    public Variables with(String name, Object value) {
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value);
        return new Variables(more, timeLeft);
    }

    /** These variables and more of them. */
    public Variables with(Map<String, Object> others) {
        Map<String, Object> more = new HashMap<>(values);
        more.putAll(others);
        return new Variables(more, timeLeft);
    }

    /** True if there is a variable of that name, be its value null. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of that name; null where it is null or there is none. */
    public Object get(String name) {
        return values.get(name);
    }

    /** True once there is no time left to evaluate anything. */
    public boolean timeIsUp() {
        return timeLeft.get().isZero();
    }

    long millisLeft() {
        return timeLeft.get().toMillis();
    }
}
