package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Template;
import dev.gather.input.InputSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resolved composition: valid, with its expressions parsed and its sources in order.
 *
 * @param name the file's name without its extension
 * @param endpoint what callers see of it
 * @param timeout the longest that one execution may take; other limits may be shorter
 * @param sources its sources, each after those that it depends on
 * @param output the template of the answer's document
 */
public record Composition(
        String name, Endpoint endpoint, Optional<Duration> timeout, List<Source> sources, JsonTemplate output) {
    /**
     * What callers see of a composition.
     *
     * @param description its purpose
     * @param route the HTTP method and path that it answers, if any
     * @param input the schema of its parameters
     * @param headers the headers of its HTTP answer, by name in lower case
     */
    public record Endpoint(
            Optional<String> description, Optional<Route> route, InputSchema input, Map<String, Template> headers) {}
}
