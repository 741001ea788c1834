package dev.gather.execution;

import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.source.Request;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One question of a source, under {@code forEach} that of one element.
 *
 * @param variables what its expressions may name
 * @param request what is asked, if anything is
 * @param known the reply that needs no asking
 */
record Question(Variables variables, Optional<Asking> request, Optional<Reply> known) {
    /**
     * A request and its key, which is made once.
     *
     * @param key as {@link Request#key()}
     */
    record Asking(String key, Request request) {}

    /** Why this source, or one of its elements, has an answer or not. */
    sealed interface Reply {
        record Value(Object value) implements Reply {}

        record Failed(Failure failure) implements Reply {}
    }

    static Question asking(Variables variables, Request request) {
        return new Question(variables, Optional.of(new Asking(request.key(), request)), Optional.empty());
    }

    static Question answered(Variables variables, Reply reply) {
        return new Question(variables, Optional.empty(), Optional.of(reply));
    }

    /** What has to be asked, each once. The keys are texts: those whose hashes collide are found by their order. */
    static Collection<Asking> distinct(List<Question> questions) {
        Map<String, Asking> byKey = new LinkedHashMap<>();
        questions.stream()
                .map(Question::request)
                .flatMap(Optional::stream)
                .forEach(asking -> byKey.putIfAbsent(asking.key(), asking));
        return byKey.values();
    }

    /** Whether there is nothing to ask for, so that the value is null. */
    boolean isSkipped() {
        return known.filter(Reply.Value.class::isInstance).isPresent();
    }
}
