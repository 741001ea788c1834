package dev.gather.expression;

import dev.gather.evaluation.Items;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The variables that expressions may read, and the time that an evaluation may take. Further variables stand in front of
 * these and hide those of the same names; nothing is copied, since each element of a list has variables of its own.
 *
 * <p>Values are JSON as Java has it: {@code Map}, {@code List}, {@code String}, {@code Number}, {@code Boolean} and
 * {@code null}. They are shared between expressions and never changed.
 */
public final class Variables {
    /** The value of a variable that is nothing, as a path that leads nowhere is. */
    public static final Object NOTHING = new Object();

    /** The value of a variable that is nothing since no source delivered it. */
    public static final Object UNDELIVERED = new Object();

    /** What stands for a variable that there is not. */
    static final Object ABSENT = new Object();

    private final Map<String, @Nullable Object> values;
    private final @Nullable Variables hidden;
    private final Supplier<Duration> timeLeft;

    private Variables(Map<String, @Nullable Object> values, @Nullable Variables hidden, Supplier<Duration> timeLeft) {
        this.values = values;
        this.hidden = hidden;
        this.timeLeft = timeLeft;
    }

    /**
     * No variables yet.
     *
     * @param timeLeft the time that an evaluation which starts now may take
     */
    public static Variables within(Supplier<Duration> timeLeft) {
        return new Variables(Map.of(), null, timeLeft);
    }

    /** These and a further variable, which hides an earlier one of the same name. */
    public Variables with(String name, @Nullable Object value) {
        return with(Collections.singletonMap(name, value));
    }

    /**
     * These and further variables, which hide earlier ones of the same names.
     *
     * @param others is not copied: what is put into it later is a variable as well
     */
    public Variables with(Map<String, @Nullable Object> others) {
        return new Variables(others, this, timeLeft);
    }

    /** Whether a variable is nothing since no source delivered it. */
    public boolean isUndelivered(String name) {
        return find(name) == UNDELIVERED;
    }

    /** The value of a variable; null also if it is nothing, or there is none. */
    public @Nullable Object get(String name) {
        @Nullable Object value = find(name);
        return value == NOTHING || value == UNDELIVERED || value == ABSENT ? null : value;
    }

    /** The value of a variable in hand, see {@link Items}; {@link #ABSENT} if there is no such variable. */
    @Nullable
    Object inHand(String name) {
        @Nullable Object value = find(name);
        if (value == ABSENT) {
            return ABSENT;
        }
        return value == NOTHING || value == UNDELIVERED ? null : Items.read(value);
    }

    private @Nullable Object find(String name) {
        for (Variables frame = this; frame != null; frame = frame.hidden) {
            @Nullable Object value = frame.values.get(name);
            if (value != null || frame.values.containsKey(name)) {
                return value;
            }
        }
        return ABSENT;
    }

    /** Whether no time is left for evaluations. */
    public boolean timeIsUp() {
        return timeLeft.get().isZero();
    }

    long millisLeft() {
        return timeLeft.get().toMillis();
    }
}
