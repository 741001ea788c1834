package dev.gather.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keywords about values of every type. */
sealed interface ValueKeyword extends Keyword {
    /** {@code type: string} and the like. */
    record Type(Types types) implements ValueKeyword {
        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            return types.meets(Types.of(value))
                    || run.fail("it has to be of type " + types + ", not " + Types.nameOf(value));
        }
    }

    /**
     * {@code enum}, and {@code const} as one with a single value.
     *
     * @param message the violation of any other value
     */
    record OneOfValues(List<?> values, String message) implements ValueKeyword {
        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            JsonOrder order = new JsonOrder(run.limit());
            return values.stream().anyMatch(allowed -> order.compare(allowed, value) == 0) || run.fail(message);
        }

        @Override
        public Types types() {
            return values.stream().map(Types::of).reduce(Types.NONE, Types::or);
        }
    }

    /** The schema {@code false}. */
    record Nothing() implements ValueKeyword {
        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            return run.fail("the schema does not allow this");
        }

        @Override
        public Types types() {
            return Types.NONE;
        }
    }
}
