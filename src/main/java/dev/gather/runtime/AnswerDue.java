package dev.gather.runtime;

import dev.gather.time.CutOff;
import dev.gather.time.Reserve;
import java.time.Duration;
import java.util.Optional;

/**
 * When an invocation has to be answered.
 *
 * @param look the moment from which the event loop has to take a turn, if there is no answer yet
 * @param last the moment to send the message that there is no answer
 * @param given the time of the whole invocation
 */
public record AnswerDue(CutOff look, CutOff last, Duration given) {
    /** The time beyond {@code gather.timeout} that an execution may take to make its answer. */
    private static final Duration BEYOND = Duration.ofSeconds(2);

    /** The processor time of the event loop's longest turn, when a hundred answers arrive at once. */
    private static final Duration TURN = Duration.ofMillis(60);

    /** In a shorter invocation, an event loop without a turn does not count as held. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    /**
     * The times of an invocation that begins now.
     *
     * @param end when the platform ends it, if it is known
     * @param longest the longest that an execution may take
     */
    public static AnswerDue of(Optional<CutOff> end, Duration longest, Reserve reserve) {
        CutOff latest = CutOff.in(longest.plus(BEYOND));
        CutOff last = end.map(latest::earlier).orElse(latest);
        Duration given = last.remaining();
        Duration reserved = reserve.of(Duration.ZERO, given).plus(reserve.stretched(TURN));
        CutOff look = CutOff.in(last.before(reserved).remaining());
        return new AnswerDue(
                look,
                later(
                        last.before(reserve.atLast()),
                        look.before(reserve.atLast().negated())),
                given);
    }

    private static CutOff later(CutOff one, CutOff other) {
        return one.earlier(other).equals(one) ? other : one;
    }

    /** Whether the invocation is long enough to take an event loop without a turn between the two moments for held. */
    public boolean tells() {
        return tells(SHORTEST);
    }

    /** The same with another shortest time, of an event loop whose turns are slow. */
    public boolean tells(Duration shortest) {
        return given.compareTo(shortest) > 0;
    }
}
