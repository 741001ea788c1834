package dev.gather.execution;

import dev.gather.composition.Requirement;
import dev.gather.composition.Source;
import dev.gather.evaluation.Values;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Fetched;
import dev.gather.source.Missing;
import dev.gather.source.ReservedVariables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the answers to a source: {@code missing} comes first, then {@code require}, and last {@code value}.
 *
 * @param acceptance the source's rules for it
 */
record Judgement(Source.Acceptance acceptance) {
    private static final int NOT_FOUND = 404;

    /**
     * The value that comes of an answer; {@link Variables#NOTHING} if nothing does.
     *
     * @param variables the variables that its expressions may use beside those about the answer
     * @throws Failure if the answer is refused
     * @throws dev.gather.evaluation.EvaluationException if an expression cannot be evaluated, or refuses the answer
     */
    @Nullable
    Object value(Fetched fetched, Variables variables) {
        if (acceptance.require().isEmpty() && acceptance.value().isEmpty()) {
            return fetched.value();
        }
        Variables known = variables.with(about(fetched));
        acceptance.require().forEach(requirement -> check(requirement, known, "the answer is not what is required"));
        return acceptance.value().isPresent() ? acceptance.value().get().evaluateOrNothing(known) : fetched.value();
    }

    private static Map<String, @Nullable Object> about(Fetched fetched) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put(ReservedVariables.VALUE, fetched.value());
        fetched.response().ifPresent(response -> {
            about.put(ReservedVariables.STATUS, response.status());
            about.put(ReservedVariables.HEADERS, response.headers());
        });
        return about;
    }

    /**
     * Checks a condition.
     *
     * @param otherwise the reason if the composition gives none
     * @throws Failure if it is not met
     */
    static void check(Requirement requirement, Variables variables, String otherwise) {
        if (requirement.that().isTrue(variables)) {
            return;
        }
        String reason = requirement
                .detail()
                .map(detail -> Values.text(detail.evaluate(variables)))
                .filter(text -> !text.isBlank())
                .orElse(otherwise);
        throw decided(Failure.of(Code.REFUSED, reason), requirement.status());
    }

    /** The failure that a source has instead: an absent row, a 404 or a value that is not taken may decide the whole answer. */
    Failure of(Failure failure) {
        return switch (failure.code()) {
            case MISSING -> decided(failure, acceptance.missing().status());
            case INVALID_VALUE -> decided(failure, acceptance.invalid());
            default -> failure;
        };
    }

    private static Failure decided(Failure failure, OptionalInt status) {
        return status.isPresent() ? failure.answeredWith(status.getAsInt()).irreplaceable() : failure;
    }

    /** Whether an answer that is missing is judged like one that is nothing. */
    boolean judges(Throwable missing) {
        return missing instanceof Failure failure
                && failure.code() == Code.MISSING
                && acceptance.missing().judged();
    }

    /** Whether {@code missing} refuses the caller, and does not just say that something is not there. */
    boolean refusesCaller() {
        OptionalInt status = acceptance.missing().status();
        return status.isPresent() && status.getAsInt() != NOT_FOUND;
    }

    /** Whether the failure only means that there is no value. */
    boolean isNothing(Failure failure) {
        Missing missing = acceptance.missing();
        return failure.code() == Code.MISSING && !missing.fails();
    }
}
