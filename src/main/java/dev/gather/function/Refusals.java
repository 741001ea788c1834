package dev.gather.function;

import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Numbers;
import dev.gather.function.BuiltIn.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions with which an expression's author refuses values: {@code $error(text, status)} and {@code $assert}. */
final class Refusals {
    /** The longest message, in characters; a longer one is cut. */
    static final int LONGEST = 1_000;

    private static final int LOWEST_STATUS = 400;
    private static final int HIGHEST_STATUS = 599;

    static final List<BuiltIn> ALL = List.of(
            BuiltIn.of("error()", "<s?n?:x>", a -> {
                throw refused(a, 0, "D3137", "$error() function evaluated");
            }),
            BuiltIn.of("assert", "<bs?n?:x>", Refusals::check));

    private Refusals() {}

    private static @Nullable Object check(Arguments arguments) {
        if (Boolean.TRUE.equals(arguments.get(0))) {
            return null;
        }
        throw refused(arguments, 1, "D3141", "$assert() statement failed");
    }

    /**
     * The refusal with the message and the status in the arguments.
     *
     * @param index that of the message; the status comes after it
     * @param code JSONata's code for the function, for a status that is none
     */
    private static EvaluationException refused(Arguments arguments, int index, String code, String byDefault) {
        Object message = arguments.get(index);
        if (message != null && !(message instanceof String)) {
            return EvaluationException.of("T0410", "argument " + (index + 1) + " has to be a string: the message");
        }
        int status = arguments.has(index + 1) ? status(arguments.number(index + 1)) : 0;
        if (status < 0) {
            return EvaluationException.of(
                    code, "the status has to be a whole number from " + LOWEST_STATUS + " to " + HIGHEST_STATUS);
        }
        return EvaluationException.refused(cut(message == null ? byDefault : (String) message), status);
    }

    /** The status; -1 if the number is none that refuses. */
    private static int status(Number number) {
        boolean refuses = Numbers.compare(number, LOWEST_STATUS) >= 0 && Numbers.compare(number, HIGHEST_STATUS) <= 0;
        return refuses && Numbers.isInteger(number) ? number.intValue() : -1;
    }

    private static String cut(String message) {
        if (message.length() <= LONGEST) {
            return message;
        }
        int end = Character.isHighSurrogate(message.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return message.substring(0, end) + "…";
    }
}
