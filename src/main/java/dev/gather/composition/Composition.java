package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Template;
import dev.gather.input.InputSchema;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A resolved composition: valid, with its expressions parsed and its steps in order.
 *
 * @param name the file's name without its extension
 * @param endpoint what callers see of it
 * @param limits what holds for an execution as a whole
 * @param steps its sources, values and assertions
 * @param answer makes the answer
 */
public record Composition(String name, Endpoint endpoint, Limits limits, Steps steps, Answer answer) {
    /**
     * What callers see of a composition.
     *
     * @param description its purpose
     * @param route the HTTP method and path that it answers, if any
     * @param input the schema of its parameters
     * @param tool its schemas as a tool; empty if it is none, or nobody asks for tools
     */
    public record Endpoint(
            Optional<String> description, Optional<Route> route, InputSchema input, Optional<Tool> tool) {}

    /**
     * What holds for an execution as a whole.
     *
     * @param timeout the longest that it may take; other limits may be shorter
     * @param transactional whether all its writes are one transaction
     * @param snapshot whether all that it reads from databases is one state of one database
     */
    public record Limits(Optional<Duration> timeout, boolean transactional, boolean snapshot) {
        /** The time of an execution that has at most so much. */
        public Duration least(Duration most) {
            return timeout.filter(own -> own.compareTo(most) < 0).orElse(most);
        }
    }

    /**
     * How the answer is made from the values.
     *
     * @param document the template of its document
     * @param status its HTTP status; 200 by default
     * @param headers its headers, by name in lower case
     * @param cacheable whether it may be cached although a source fell back
     * @param returns what the document has to be; empty also where answers are not held to it
     */
    public record Answer(
            JsonTemplate document,
            Optional<JsonTemplate> status,
            Map<String, Template> headers,
            boolean cacheable,
            Optional<Returns> returns) {}
}
