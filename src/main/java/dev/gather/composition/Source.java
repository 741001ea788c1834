package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.source.Call;
import dev.gather.source.Fetch;
import dev.gather.source.Missing;
import java.util.List;
import java.util.Optional;

/**
 * A resolved source: one HTTP call or one query, and the rules for running it.
 *
 * @param name the name of the variable that holds its value
 * @param retrieval how its value is fetched
 * @param rules when and how often it runs, and what happens if it fails
 * @param dependencies the sources that it names, as indexes into {@link Composition#sources()}; they end before it starts
 */
public record Source(String name, Retrieval retrieval, Rules rules, List<Integer> dependencies) {
    /**
     * How a source's value is fetched.
     *
     * @param kind the key of its kind, for reports
     * @param call renders its requests
     * @param fetch sends them, through the layers around a request
     */
    public record Retrieval(String kind, Call call, Fetch fetch) {}

    /**
     * When and how often a source runs, and what happens if it fails.
     *
     * @param when the condition for running it at all
     * @param repetition runs it once per element of a list
     * @param missing what an absent row or a 404 means
     * @param fallback its value if it fails; may use {@code $error}
     */
    public record Rules(
            Optional<JsonTemplate> when,
            Optional<Repetition> repetition,
            Missing missing,
            Optional<JsonTemplate> fallback) {}

    /**
     * Runs a source once per element of a list.
     *
     * @param elements the list
     * @param when the condition for an element; without it, the element's value is null and nothing is sent
     * @param concurrency the most requests in flight at once
     * @param maxElements the most elements; a longer list fails the source
     */
    public record Repetition(JsonTemplate elements, Optional<JsonTemplate> when, int concurrency, int maxElements) {}
}
