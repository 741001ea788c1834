package dev.gather.function;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Numbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A built-in function.
 *
 * @param signature the arguments that it takes
 * @param arity the number of arguments that functions such as {@code $map} pass to it
 * @param body its implementation
 */
public record BuiltIn(String name, Signature signature, int arity, Body body) implements Callable {
    /** The checked arguments of one call, and the evaluation whose limits apply. */
    public record Arguments(List<@Nullable Object> values, Evaluation evaluation) {
        /** An argument in hand; null if it is nothing or not given. */
        public @Nullable Object get(int index) {
            return index < values.size() ? values.get(index) : null;
        }

        boolean has(int index) {
            return get(index) != null;
        }

        /** An argument that the call has, see {@link #has}. */
        private Object given(int index) {
            Object value = get(index);
            if (value == null) {
                throw new IllegalStateException("argument " + (index + 1) + " is read but not given");
            }
            return value;
        }

        String text(int index) {
            return (String) given(index);
        }

        Number number(int index) {
            return (Number) given(index);
        }

        List<?> list(int index) {
            return (List<?>) given(index);
        }

        Callable function(int index) {
            return (Callable) given(index);
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

    /** The name as expressions call it, without the mark of those that are also variables. */
    public String calledName() {
        return name.replace("()", "");
    }

    /** A function's implementation. */
    public interface Body {
        /** The function's value in hand; null for nothing. */
        @Nullable
        Object apply(Arguments arguments);
    }

    @Override
    public @Nullable Object call(List<@Nullable Object> arguments, @Nullable Object context, Evaluation evaluation) {
        return body.apply(new Arguments(signature.check(arguments, context, evaluation), evaluation));
    }
}
