package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.source.Call;
import dev.gather.source.Cost;
import dev.gather.source.Fetch;
import dev.gather.source.Missing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A resolved source: one HTTP call or one query, and the rules for running it.
 *
 * @param name the name of the variable that holds its value
 * @param retrieval how its value is fetched
 * @param rules when and how often it runs, and what becomes of its answers
 * @param dependencies the steps that it names or has to wait for, as indexes into {@link Composition#steps()}
 */
public record Source(String name, Retrieval retrieval, Rules rules, List<Integer> dependencies) implements Step {
    @Override
    public List<JsonTemplate> wrappings() {
        return Stream.concat(rules.acceptance().value().stream(), rules.fallback().flatMap(Fallback::value).stream())
                .toList();
    }

    /**
     * How a source's value is fetched.
     *
     * @param kind the key of its kind, for reports
     * @param call renders its requests
     * @param fetch sends them, through the layers around a request
     * @param asks the variables that its requests name: if one of them is nothing, nothing is asked for
     * @param cost the most that an answer to one of its requests may cost; only where the plan is to be checked
     */
    public record Retrieval(String kind, Call call, Fetch fetch, Set<String> asks, Optional<Cost> cost) {}

    /**
     * When and how often a source runs, and what becomes of its answers.
     *
     * @param first whether nothing else starts before it has ended well
     * @param when the condition for running it at all
     * @param repetition runs it once per element of a list
     * @param acceptance what a good answer is
     * @param fallback its value if it fails
     */
    public record Rules(
            boolean first,
            Optional<JsonTemplate> when,
            Optional<Repetition> repetition,
            Acceptance acceptance,
            Optional<Fallback> fallback) {}

    /**
     * Runs a source once per element of a list.
     *
     * @param elements the list
     * @param when the condition for an element; without it, the element's value is null and nothing is sent
     * @param concurrency the most requests in flight at once
     * @param maxElements the most elements; a longer list fails the source
     * @param batch makes one request for several elements
     */
    public record Repetition(
            JsonTemplate elements,
            Optional<JsonTemplate> when,
            int concurrency,
            int maxElements,
            Optional<Batch> batch) {
        /** The most requests, retries and hedges aside. */
        public int maxRequests() {
            int size = batch.map(Batch::size).orElse(1);
            return (maxElements + size - 1) / size;
        }
    }

    /**
     * What a good answer is, and what becomes of it; in this order.
     *
     * @param missing what an absent row or a 404 means
     * @param invalid the HTTP status of the whole answer if the backend does not take a value
     * @param require what has to be true of the answer, each checked after those before it
     * @param value makes the source's value from it
     */
    public record Acceptance(
            Missing missing, OptionalInt invalid, List<Requirement> require, Optional<JsonTemplate> value) {}

    /**
     * What replaces the value of a source that failed.
     *
     * @param value its value, which may use {@code $error}; empty if it then has none
     * @param forgiving whether it also replaces the failure of an expression, which is a fault of the composition
     */
    public record Fallback(Optional<JsonTemplate> value, boolean forgiving) {}
}
