package dev.gather.execution;

import dev.gather.composition.Assertion;
import dev.gather.composition.NamedValue;
import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Verdict;
import dev.gather.source.SourceFailures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps that ask nobody: values and assertions. They are evaluated at once, over what they name. */
final class Derivation {
    private Derivation() {}

    /**
     * The outcome of a value.
     *
     * @param overUndelivered whether it names something that no source delivered; if it comes to nothing, neither is it
     */
    static Outcome of(NamedValue value, Variables variables, boolean overUndelivered) {
        try {
            @Nullable Object computed = value.value().evaluateOrNothing(variables);
            return computed == Variables.NOTHING && overUndelivered
                    ? new Outcome.Undelivered(List.of())
                    : new Outcome.Value(computed, List.of());
        } catch (EvaluationException e) {
            return failed(e);
        }
    }

    /** The outcome of an assertion: a failure that ends the execution, or null. */
    static Outcome of(Assertion assertion, Variables variables) {
        try {
            Judgement.check(assertion.requirement(), variables, "the request does not meet a condition");
            return new Outcome.Value(null, List.of());
        } catch (Failure refused) {
            return new Outcome.Failed(refused);
        } catch (EvaluationException e) {
            return failed(e);
        }
    }

    private static Outcome failed(EvaluationException e) {
        Failure failure = SourceFailures.of(e, "");
        return new Outcome.Failed(
                e.isRefusal() ? failure.orAnsweredWith(Verdict.UNPROCESSABLE_CONTENT.status()) : failure);
    }
}
