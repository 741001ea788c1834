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

/**
 * One question of a source, under {@code forEach} that of one element.
 *
 * @param variables what its expressions may name
 * @param asking has it answered, if anything has to be asked; equal questions may have one that is the same
 * @param known the reply that needs no asking
 */
record Question(Variables variables, Optional<Uni<Fetched>> asking, Optional<Reply> known) {
    /** Why this question has a value or not. */
    sealed interface Reply {
        record Value(Object value) implements Reply {}

        record Failed(Failure failure) implements Reply {}
    }

    static Question asking(Variables variables, Uni<Fetched> answer) {
        return new Question(variables, Optional.of(answer), Optional.empty());
    }

    static Question answered(Variables variables, Reply reply) {
        return new Question(variables, Optional.empty(), Optional.of(reply));
    }

    /** What has to be asked, each once, in the order of the questions. */
    static Collection<Uni<Fetched>> distinct(List<Question> questions) {
        return questions.stream()
                .map(Question::asking)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether there is nothing to ask for, so that the value is null. */
    boolean isSkipped() {
        return known.filter(Reply.Value.class::isInstance).isPresent();
    }

    /** @param replies to what was asked */
    Reply reply(Map<Uni<Fetched>, Reply> replies) {
        return known.orElseGet(() -> replies.get(asking.orElseThrow()));
    }
}
