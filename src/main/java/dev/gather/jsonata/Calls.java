package dev.gather.jsonata;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.Callable.TailCall;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Sequence;
import dev.gather.function.BuiltIn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls of functions, and the operators that make functions of functions. */
final class Calls {
    private Calls() {}

    /**
     * The function that is called.
     *
     * @param offset the place of the call, in characters from 0
     */
    record Target(Node procedure, int offset) {
        Callable function(@Nullable Object context, Scope scope) {
            Object value = procedure.evaluate(context, scope);
            if (value instanceof Callable function) {
                return function;
            }
            String fault = "a value of type " + Items.type(value) + " is called like a function";
            throw EvaluationException.of("T1006", fault).in(Optional.empty(), offset);
        }
    }

    /** The last call of a lambda, made after the lambda has returned, so that tail recursion needs no stack. */
    private record PendingCall(Call call, @Nullable Object within, Scope scope) implements TailCall {
        @Override
        public @Nullable Object make(@Nullable Object context, Evaluation evaluation) {
            Callable next = call.target.function(within, scope);
            List<@Nullable Object> values = new ArrayList<>(call.arguments.size());
            call.arguments.forEach(argument -> values.add(argument.evaluate(within, scope)));
            evaluation.step();
            try {
                return next.call(values, context, evaluation);
            } catch (EvaluationException e) {
                throw e.in(Call.nameOf(next), call.target.offset());
            }
        }
    }

    /** {@code $f(a, b)}. */
    static final class Call extends Node {
        private final Target target;
        private final List<Node> arguments;

        Call(Target target, List<Node> arguments) {
            this.target = target;
            this.arguments = List.copyOf(arguments);
        }

        @Override
        @Nullable
        Object compute(@Nullable Object context, Scope scope) {
            return with(new ArrayList<>(arguments.size()), context, scope);
        }

        /** Calls the function with further arguments before its own. */
        @Nullable
        Object with(List<@Nullable Object> first, @Nullable Object context, Scope scope) {
            Callable function = target.function(context, scope);
            arguments.forEach(argument -> first.add(argument.evaluate(context, scope)));
            try {
                return scope.evaluation().call(function, first, context);
            } catch (EvaluationException e) {
                throw e.in(nameOf(function), target.offset());
            }
        }

        private static Optional<String> nameOf(Callable function) {
            return function instanceof BuiltIn builtIn ? Optional.of(builtIn.calledName()) : Optional.empty();
        }
    }

    /** The call at the end of a lambda's body. */
    static final class Tail extends Node {
        private final Call call;

        Tail(Call call) {
            this.call = call;
        }

        @Override
        Object compute(@Nullable Object context, Scope scope) {
            return new PendingCall(call, context, scope);
        }
    }

    private static @Nullable Object plain(@Nullable Object result) {
        return result instanceof Sequence sequence ? sequence.value() : result;
    }

    /** {@code $f(a, ?)}: a function of the open arguments. */
    static final class Partial extends Node {
        private final Target target;
        private final List<Optional<Node>> arguments;

        /** @param arguments empty for an open one */
        Partial(Target target, List<Optional<Node>> arguments) {
            this.target = target;
            this.arguments = List.copyOf(arguments);
        }

        @Override
        Object compute(@Nullable Object context, Scope scope) {
            List<Optional<Object>> given = new ArrayList<>();
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                given.add(arguments.get(i).map(node -> node.evaluate(context, scope)));
                if (arguments.get(i).isEmpty()) {
                    open.add(i);
                }
            }
            return new Filled(function(context, scope), given, open);
        }

        private Callable function(@Nullable Object context, Scope scope) {
            Object value = target.procedure().evaluate(context, scope);
            if (value instanceof Callable function) {
                return function;
            }
            String fault = "what is called with ? has to be a function and is of type " + Items.type(value);
            throw EvaluationException.of("T1008", fault).in(Optional.empty(), target.offset());
        }
    }

    private record Filled(Callable function, List<Optional<Object>> given, List<Integer> open) implements Callable {
        @Override
        public @Nullable Object call(
                List<@Nullable Object> arguments, @Nullable Object context, Evaluation evaluation) {
            List<@Nullable Object> all = new ArrayList<>();
            given.forEach(value -> all.add(value.orElse(null)));
            for (int i = 0; i < open.size() && i < arguments.size(); i++) {
                all.set(open.get(i), arguments.get(i));
            }
            return evaluation.call(function, all, context);
        }

        @Override
        public int arity() {
            return open.size();
        }
    }

    /** {@code value ~> $f}, {@code value ~> $f(b)} and {@code $f ~> $g}. */
    static final class Chain extends Node {
        private final Node left;
        private final Node right;
        private final int offset;

        Chain(Node left, Node right, int offset) {
            this.left = left;
            this.right = right;
            this.offset = offset;
        }

        @Override
        @Nullable
        Object compute(@Nullable Object context, Scope scope) {
            Object value = left.evaluate(context, scope);
            if (Suffixed.coreOf(right) instanceof Call call) {
                List<@Nullable Object> first = new ArrayList<>();
                first.add(value);
                return call.with(first, context, scope);
            }
            Object applied = right.evaluate(context, scope);
            if (!(applied instanceof Callable function)) {
                String fault = "the right side of ~> has to be a function and is of type " + Items.type(applied);
                throw EvaluationException.of("T2006", fault).in(Optional.empty(), offset);
            }
            return value instanceof Callable inner
                    ? new Composed(inner, function)
                    : scope.evaluation().call(function, Collections.singletonList(value));
        }
    }

    private record Composed(Callable inner, Callable outer) implements Callable {
        @Override
        public @Nullable Object call(
                List<@Nullable Object> arguments, @Nullable Object context, Evaluation evaluation) {
            Object value = arguments.isEmpty() ? null : arguments.get(0);
            Object made = evaluation.call(inner, Collections.singletonList(value));
            return evaluation.call(outer, Collections.singletonList(plain(made)));
        }

        @Override
        public int arity() {
            return 1;
        }
    }
}
