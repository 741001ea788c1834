package dev.gather.composition;

import dev.gather.composition.Source.Repetition;
import dev.gather.source.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The worst that an execution may come to: each step takes as long as its limits allow, and sends all the requests that it
 * may send.
 *
 * @param limit the time that an execution has
 * @param parts the steps in their order
 */
public record Estimate(Duration limit, List<Part> parts) {
    /**
     * The worst of one step.
     *
     * @param step the step
     * @param after the steps that it waits for
     * @param calls the most requests that it sends
     * @param start when it starts at the latest
     * @param time how long it takes; empty if it may take all the time
     * @param end when it ends at the latest, if nothing but its own limits ends it
     * @param critical whether it is on the longest path through the graph
     */
    public record Part(
            Step step,
            List<Step> after,
            long calls,
            Duration start,
            Optional<Duration> time,
            Duration end,
            boolean critical) {}

    /** That of a composition that was loaded for its plan, and whose executions have so much time. */
    public static Estimate of(Composition composition, Duration limit) {
        Steps steps = composition.steps();
        List<Part> parts = new ArrayList<>();
        for (Step step : steps.all()) {
            Duration start = step.dependencies().stream()
                    .map(dependency -> parts.get(dependency).end())
                    .reduce(Duration.ZERO, Estimate::longer);
            Optional<Duration> time = time(step);
            Duration end = time.map(start::plus).orElseGet(() -> longer(start, limit));
            List<Step> after = step.dependencies().stream().map(steps::get).toList();
            parts.add(new Part(step, after, calls(step), start, time, end, false));
        }
        Set<Integer> critical = critical(parts);
        List<Part> marked = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            marked.add(critical.contains(i) ? critical(parts.get(i)) : parts.get(i));
        }
        return new Estimate(limit, List.copyOf(marked));
    }

    private static Part critical(Part part) {
        return new Part(part.step(), part.after(), part.calls(), part.start(), part.time(), part.end(), true);
    }

    /** A source with elements takes as many rounds as are needed with so many requests at a time. */
    private static Optional<Duration> time(Step step) {
        if (!(step instanceof Source source)) {
            return Optional.of(Duration.ZERO);
        }
        Cost cost = source.retrieval().cost().orElseThrow();
        int rounds = source.rules().repetition().map(Estimate::rounds).orElse(1);
        return cost.time().map(one -> one.multipliedBy(rounds));
    }

    private static int rounds(Repetition repetition) {
        return (repetition.maxRequests() + repetition.concurrency() - 1) / repetition.concurrency();
    }

    private static long calls(Step step) {
        return step instanceof Source source
                ? (long) source.retrieval().cost().orElseThrow().calls()
                        * source.rules()
                                .repetition()
                                .map(Repetition::maxRequests)
                                .orElse(1)
                : 0;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** The last step to end, and before each the last to end of those that it waits for. */
    private static Set<Integer> critical(List<Part> parts) {
        Set<Integer> critical = new HashSet<>();
        Optional<Integer> last = last(parts, indexes(parts.size()));
        while (last.isPresent()) {
            critical.add(last.get());
            last = last(parts, parts.get(last.get()).step().dependencies());
        }
        return critical;
    }

    private static List<Integer> indexes(int count) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(i);
        }
        return all;
    }

    private static Optional<Integer> last(List<Part> parts, List<Integer> among) {
        return among.stream()
                .reduce((one, other) ->
                        parts.get(one).end().compareTo(parts.get(other).end()) < 0 ? other : one);
    }

    /** The most requests of an execution. */
    public long calls() {
        return parts.stream().mapToLong(Part::calls).sum();
    }

    /** When the last step ends, if nothing but the limits of sources ends them. */
    public Duration end() {
        return parts.stream().map(Part::end).reduce(Duration.ZERO, Estimate::longer);
    }
}
