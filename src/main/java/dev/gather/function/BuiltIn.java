package dev.gather.function;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Numbers;
import java.util.List;

/**
 * A built-in function.
 *
 * @param signature what it takes
 * @param arity with how many arguments functions such as {@code $map} call it
 * @param body what it does
 */
public record BuiltIn(String name, Signature signature, int arity, Body body) implements Callable {
    /** The arguments of one call, checked, and the evaluation whose limits hold. */
    public record Arguments(List<Object> values, Evaluation evaluation) {
        /** An argument in hand; null where it is nothing or not given. */
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

        /** An integer that is given as any number; the other one where it is not given. */
        int integer(int index, int otherwise) {
            return has(index) ? Numbers.truncated(number(index)) : otherwise;
        }
    }

    /** A function that others call with as many arguments as it takes. */
    static BuiltIn of(String name, String signature, Body body) {
        Signature parsed = Signature.of(signature);
        return new BuiltIn(name, parsed, parsed.size(), body);
    }

    /** What a function does. */
    public interface Body {
        /** Its value in hand. */
        Object apply(Arguments arguments);
    }

    @Override
    public Object call(List<Object> arguments, Object context, Evaluation evaluation) {
        return body.apply(new Arguments(signature.check(arguments, context, evaluation), evaluation));
    }
}
