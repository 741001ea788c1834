package dev.gather.http;

import dev.gather.source.BodyForm;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of the answers to a call, as its source says.
 *
 * @param form how a body becomes a value
 * @param accepted the statuses beside 2xx whose answers are values and not failures
 * @param whole whether the value is an object with status, headers and body
 * @param described whether status and headers are needed beside the value
 * @param keepsFailures whether the bodies of answers that are failures are needed
 * @param ofFunction whether they are those of Lambda's API, which says in a header that the function failed
 */
record AnswerRules(
        BodyForm form,
        Set<Integer> accepted,
        boolean whole,
        boolean described,
        boolean keepsFailures,
        boolean ofFunction) {
    private static final int NOT_MODIFIED = 304;

    /** The rules for a source that says nothing about its answers. */
    static final AnswerRules DEFAULT = new AnswerRules(BodyForm.JSON, Set.of(), false, false, false, false);

    /** A copy by which also status, headers and the bodies of failures are kept. */
    AnswerRules detailed() {
        return new AnswerRules(form, accepted, whole, true, true, ofFunction);
    }

    /** A copy by which the value is an object with status and headers, since there is no body. */
    AnswerRules ofHead() {
        return new AnswerRules(form, accepted, true, true, keepsFailures, ofFunction);
    }

    /** A copy for the answers of Lambda's API. */
    AnswerRules asOfFunction() {
        return new AnswerRules(form, accepted, whole, described, keepsFailures, true);
    }

    /** A copy by which an answer without content, since it has not changed, is a value. */
    AnswerRules conditional() {
        Set<Integer> all = new TreeSet<>(accepted);
        all.add(NOT_MODIFIED);
        return new AnswerRules(form, Set.copyOf(all), whole, true, keepsFailures, ofFunction);
    }

    /** Whether an answer with this status is a value. */
    boolean accept(int status) {
        return status / 100 == 2 || accepted.contains(status);
    }
}
