package dev.gather.function;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Numbers;
import java.util.List;

/**
 * A built-in function.
 *
 * @param signature the arguments that it takes
 * @param arity the number of arguments that functions such as {@code $map} pass to it
 * @param body its implementation
 */
public record BuiltIn(String name, Signature signature, int arity, Body body) implements Callable {
    /** The checked arguments of one call, and the evaluation whose limits apply. */
    public record Arguments(List<Object> values, Evaluation evaluation) {
        /** An argument in hand; null if it is nothing or not given. */
        public Object get(int index) {
            return index < values.size() ? values.get(index) : null;
        }

        String text(int index) {
            return (String) get(index);
        }

        Number number(int index) {
            return (Number) get(index);
        }

        List<?> list(int index) {
            return (List<?>) get(index);
        }

        Callable function(int index) {
            return (Callable) get(index);
        }

        boolean has(int index) {
            return get(index) != null;
        }

        /** An argument truncated to an integer, or a default if it is not given. */
        int integer(int index, int otherwise) {
            return has(index) ? Numbers.truncated(number(index)) : otherwise;
        }
    }

    /** A function whose arity is the number of its parameters. */
    static BuiltIn of(String name, String signature, Body body) {
        Signature parsed = Signature.of(signature);
        return new BuiltIn(name, parsed, parsed.size(), body);
    }

    /** A function's implementation. */
    public interface Body {
        /** The function's value in hand. */
        Object apply(Arguments arguments);
    }

    @Override
    public Object call(List<Object> arguments, Object context, Evaluation evaluation) {
        return body.apply(new Arguments(signature.check(arguments, context, evaluation), evaluation));
    }
}
