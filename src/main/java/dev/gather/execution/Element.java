package dev.gather.execution;

import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.source.Fetched;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One element of a source: with {@code forEach} one of the list, without it the only one. Either its answer has to be fetched,
 * or its reply is known without a request.
 */
final class Element {
    /** An element's value, or why it has none. */
    sealed interface Reply {
        record Value(@Nullable Object value) implements Reply {}

        record Failed(Failure failure) implements Reply {}

        /** No request is needed; the value is null. */
        record Skipped() implements Reply {}
    }

    private final Variables variables;
    private final Optional<Uni<Fetched>> fetching;
    private Optional<Reply> reply;

    private Element(Variables variables, Optional<Uni<Fetched>> fetching, Optional<Reply> reply) {
        this.variables = variables;
        this.fetching = fetching;
        this.reply = reply;
    }

    /** @param answer fetches its answer; one and the same object for equal requests */
    static Element fetching(Variables variables, Uni<Fetched> answer) {
        return new Element(variables, Optional.of(answer), Optional.empty());
    }

    static Element settled(Variables variables, Reply reply) {
        return new Element(variables, Optional.empty(), Optional.of(reply));
    }

    /** The elements that wait for an answer, by what fetches it. */
    static Map<Uni<Fetched>, List<Element>> byFetch(List<Element> elements) {
        Map<Uni<Fetched>, List<Element>> waiting = new LinkedHashMap<>();
        for (Element element : elements) {
            element.fetching.ifPresent(answer ->
                    waiting.computeIfAbsent(answer, first -> new ArrayList<>(1)).add(element));
        }
        return waiting;
    }

    /** The variables that its expressions may use. */
    Variables variables() {
        return variables;
    }

    void settle(Reply known) {
        reply = Optional.of(known);
    }

    /** Its reply, once it is settled. */
    Reply reply() {
        return reply.orElseThrow();
    }

    /** Whether no request is needed. */
    boolean isSkipped() {
        return reply.filter(Reply.Skipped.class::isInstance).isPresent();
    }
}
