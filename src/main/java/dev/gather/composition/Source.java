package dev.gather.composition;

import dev.gather.expression.Expression;
import dev.gather.expression.JsonTemplate;
import dev.gather.source.Call;
import dev.gather.source.Missing;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A resolved source: one HTTP call or one query, and the rules for running it.
 *
 * @param name the variable that its value becomes
 * @param kind the key of its kind, for reports
 * @param call what it asks
 * @param rules how it is run
 * @param dependencies the sources whose values it names; they end before it starts
 */
public record Source(String name, String kind, Call call, Rules rules, Set<String> dependencies) {
    /**
     * How a source is run.
     *
     * @param when asked only if this is true; with {@code forEach} decided for each element
     * @param repetition runs the source once per element of a list
     * @param limits how long and how often it is tried
     * @param missing what an absent row or a 404 means
     * @param fallback the value where the source failed, over {@code $error}
     */
    public record Rules(
            Optional<Expression> when,
            Optional<Repetition> repetition,
            Limits limits,
            Missing missing,
            Optional<JsonTemplate> fallback) {}

    /**
     * How long and how often a source is tried. None of it reaches beyond the execution's deadline.
     *
     * @param timeout what one attempt may take, counted from its start
     * @param retries how many more attempts are made where one failed for a reason that may pass
     * @param hedge after which time without an answer an attempt sends a second request
     */
    public record Limits(Optional<Duration> timeout, int retries, Optional<Duration> hedge) {}

    /**
     * Runs a source once per element.
     *
     * @param elements the list
     * @param concurrency how many elements are asked for at once, at the most
     * @param maxElements how long the list may be; a longer one fails the source
     */
    public record Repetition(Expression elements, int concurrency, int maxElements) {}
}
