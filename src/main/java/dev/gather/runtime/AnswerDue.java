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
 * @param judgement the moment at which an event loop that has not taken a turn counts as held
 * @param given the time of the whole invocation
 */
public record AnswerDue(CutOff look, CutOff last, CutOff judgement, Duration given) {
    /** The time beyond {@code gather.timeout} that an execution may take to make its answer. */
    private static final Duration BEYOND = Duration.ofSeconds(2);

    /** The processor time of the event loop's longest turn, when a hundred answers arrive at once. */
    private static final Duration TURN = Duration.ofMillis(60);

    /** The longest turn of an event loop that answers many invocations at once, however many. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

    /** In a shorter invocation, an event loop without a turn does not count as held. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    /**
     * The times of an invocation that begins now.
     *
     * @param end when the platform ends it, if it is known
     * @param longest the longest that an execution may take
     * @param atOnce how many invocations there may be at once. With more than one, turns are longer, and the platform stops
     *     nothing, so that the judgement may come after the end
     */
    public static AnswerDue of(Optional<CutOff> end, Duration longest, Reserve reserve, int atOnce) {
        CutOff latest = CutOff.in(longest.plus(BEYOND));
        CutOff limit = end.map(latest::earlier).orElse(latest);
        Duration given = limit.remaining();
        Duration reserved = reserve.of(Duration.ZERO, given).plus(reserve.stretched(TURN));
        CutOff look = CutOff.in(limit.before(reserved).remaining());
        CutOff last = later(limit.before(reserve.atLast()), after(look, reserve.atLast()));
        CutOff judgement = atOnce == 1 ? last : later(last, after(look, reserve.stretched(turn(atOnce))));
        return new AnswerDue(look, last, judgement, given);
    }

    private static Duration turn(int atOnce) {
        Duration all = TURN.multipliedBy(atOnce);
        return all.compareTo(LONGEST_TURN) < 0 ? all : LONGEST_TURN;
    }

    private static CutOff after(CutOff moment, Duration time) {
        return moment.before(time.negated());
    }

    private static CutOff later(CutOff one, CutOff other) {
        return one.earlier(other).equals(one) ? other : one;
    }

    /** Whether the invocation is long enough to take an event loop without a turn until the judgement for held. */
    public boolean tells() {
        return tells(SHORTEST);
    }

    /** The same with another shortest time, of an event loop whose turns are slow. */
    public boolean tells(Duration shortest) {
        return given.compareTo(shortest) > 0;
    }
}
