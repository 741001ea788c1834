package dev.gather.execution;

import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.source.Fetched;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One element of a source: with {@code forEach} one of the list, without it the only one. Either its answer has to be fetched,
 * or its reply is known without a request.
 *
 * @param variables the variables that its expressions may use
 * @param fetching fetches its answer; one and the same object for equal requests
 * @param known its reply, if no request is needed
 */
record Element(Variables variables, Optional<Uni<Fetched>> fetching, Optional<Reply> known) {
    /** An element's value, or why it has none. */
    sealed interface Reply {
        record Value(@Nullable Object value) implements Reply {}

        record Failed(Failure failure) implements Reply {}
    }

    static Element fetching(Variables variables, Uni<Fetched> answer) {
        return new Element(variables, Optional.of(answer), Optional.empty());
    }

    static Element settled(Variables variables, Reply reply) {
        return new Element(variables, Optional.empty(), Optional.of(reply));
    }

    /** The fetches of all elements, each once, in the order of the elements. */
    static Collection<Uni<Fetched>> distinctFetches(List<Element> elements) {
        return elements.stream()
                .map(Element::fetching)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether its value is known without a request; it is then null. */
    boolean isSkipped() {
        return known.filter(Reply.Value.class::isInstance).isPresent();
    }

    /** Its reply, among those of all fetches. */
    Reply reply(Map<Uni<Fetched>, Reply> replies) {
        return known.orElseGet(() -> replies.get(fetching.orElseThrow()));
    }
}
