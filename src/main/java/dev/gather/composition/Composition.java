package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Template;
import dev.gather.input.InputSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resolved composition: validated, expressions parsed, references bound.
 *
 * @param name the file's name without its extension
 * @param endpoint how callers reach it
 * @param timeout what one execution may take, besides the limits from outside
 * @param sources its sources, each after those that it depends on
 * @param output the document to make of them
 */
public record Composition(
        String name, Endpoint endpoint, Optional<Duration> timeout, List<Source> sources, JsonTemplate output) {
    /**
     * What callers see of a composition.
     *
     * @param description what it is for
     * @param route the HTTP method and path that it answers, if any
     * @param input the schema of its parameters
     * @param headers headers of its HTTP answer
     */
    public record Endpoint(
            Optional<String> description, Optional<Route> route, InputSchema input, Map<String, Template> headers) {}
}
