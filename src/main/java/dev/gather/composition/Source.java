package dev.gather.composition;

import dev.gather.expression.Expression;
import dev.gather.expression.JsonTemplate;
import dev.gather.source.Call;
import dev.gather.source.Fetch;
import dev.gather.source.Missing;
import java.util.List;
import java.util.Optional;

/**
 * A resolved source: one HTTP call or one query, and the rules for running it.
 *
 * @param name the variable that its value becomes
 * @param asks what it asks and how its requests are answered
 * @param rules how it is run
 * @param dependencies the sources whose values it names, by their places in the composition; they end before it starts
 */
public record Source(String name, Asks asks, Rules rules, List<Integer> dependencies) {
    /**
     * What a source asks.
     *
     * @param kind the key of its kind, for reports
     * @param call makes its requests
     * @param fetch has them answered, with all that stands around a request
     */
    public record Asks(String kind, Call call, Fetch fetch) {}

    /**
     * How a source is run.
     *
     * @param when asked only if this is true
     * @param repetition runs the source once per element of a list
     * @param missing what an absent row or a 404 means
     * @param fallback the value where the source failed, over {@code $error}
     */
    public record Rules(
            Optional<Expression> when,
            Optional<Repetition> repetition,
            Missing missing,
            Optional<JsonTemplate> fallback) {}

    /**
     * Runs a source once per element.
     *
     * @param elements the list
     * @param when an element is asked for only if this is true of it
     * @param concurrency how many elements are asked for at once, at the most
     * @param maxElements how long the list may be; a longer one fails the source
     */
    public record Repetition(Expression elements, Optional<Expression> when, int concurrency, int maxElements) {}
}
