package dev.gather.execution;

import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.source.Fetched;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /**
     * One request and the elements that its answer is for.
     *
     * @param answer fetches the answer
     */
    record Fetch(Uni<Fetched> answer, List<Element> elements) {}

    private final Variables variables;
    private final @Nullable String key;
    private @Nullable Uni<Fetched> fetching;
    private @Nullable Reply reply;

    private Element(Variables variables, @Nullable String key, @Nullable Uni<Fetched> fetching, @Nullable Reply reply) {
        this.variables = variables;
        this.key = key;
        this.fetching = fetching;
        this.reply = reply;
    }

    /** @param answer fetches its answer; one and the same object for equal requests */
    static Element fetching(Variables variables, Uni<Fetched> answer) {
        return new Element(variables, null, answer, null);
    }

    static Element settled(Variables variables, Reply reply) {
        return new Element(variables, null, null, reply);
    }

    /** @param key by which its part of an answer is found, once {@link #fetch} has said which */
    static Element waiting(Variables variables, String key) {
        return new Element(variables, key, null, null);
    }

    /** The requests of the elements that wait for an answer, in the order of the elements. */
    static List<Fetch> fetches(List<Element> elements) {
        if (elements.size() == 1) {
            Uni<Fetched> only = elements.get(0).fetching;
            return only == null ? List.of() : List.of(new Fetch(only, elements));
        }
        Map<Uni<Fetched>, Fetch> waiting = new LinkedHashMap<>();
        for (Element element : elements) {
            if (element.fetching != null) {
                waiting.computeIfAbsent(element.fetching, answer -> new Fetch(answer, new ArrayList<>(1)))
                        .elements()
                        .add(element);
            }
        }
        return List.copyOf(waiting.values());
    }

    /** The variables that its expressions may use. */
    Variables variables() {
        return variables;
    }

    /** The key of an element whose request is for others, too; empty for any other element. */
    Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /** @param answer fetches its answer and that of others */
    void fetch(Uni<Fetched> answer) {
        fetching = answer;
    }

    void settle(Reply known) {
        reply = known;
    }

    /** Its reply, once it is settled. */
    Reply reply() {
        return Objects.requireNonNull(reply, "the element is not settled");
    }

    /** Whether no request is needed. */
    boolean isSkipped() {
        return reply instanceof Reply.Skipped;
    }
}
