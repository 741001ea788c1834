package dev.gather.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keywords that combine schemas of the same value. */
sealed interface Combination extends Keyword {
    /** {@code allOf}. */
    record AllOf(List<Schema> inPlace) implements Combination {
        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            boolean holds = true;
            for (Schema schema : inPlace) {
                holds &= schema.check(value, marks, run);
                if (!holds && run.isTrial()) {
                    return false;
                }
            }
            return holds;
        }

        @Override
        public Types types() {
            return inPlace.stream().map(Schema::types).reduce(Types.ALL, Types::and);
        }

        @Override
        public Types typesAt(Step step) {
            return inPlace.stream().map(schema -> schema.typesAt(step)).reduce(Types.ALL, Types::and);
        }

        @Override
        public void forEachAt(Step step, Consumer<Schema> action) {
            inPlace.forEach(schema -> schema.forEachAt(step, action));
        }
    }

    /**
     * {@code anyOf} and {@code oneOf}.
     *
     * @param inPlace the alternatives
     * @param exclusive whether only one alternative may match
     */
    record Alternatives(List<Schema> inPlace, boolean exclusive) implements Combination {
        private static final String NO_MATCH = "it does not match any of the alternatives";

        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            int matching = 0;
            for (Schema schema : inPlace) {
                if (run.tries(schema, value, marks)) {
                    matching++;
                }
                if (matching > 0 && !exclusive && marks == null) {
                    return true;
                }
            }
            if (matching > 1 && exclusive) {
                return run.fail("it matches more than one of the alternatives");
            }
            return matching > 0 || (run.isTrial() ? run.fail(NO_MATCH) : explain(value, run));
        }

        /** If only one alternative accepts the value's type, its violations are reported. */
        private boolean explain(@Nullable Object value, Validation run) {
            List<Schema> fitting = inPlace.stream()
                    .filter(schema -> schema.types().meets(Types.of(value)))
                    .toList();
            if (fitting.isEmpty() && !types().equals(Types.NONE)) {
                return run.fail("it has to be of type " + types() + ", not " + Types.nameOf(value));
            }
            return fitting.size() == 1 ? fitting.get(0).check(value, null, run) : run.fail(NO_MATCH);
        }

        @Override
        public Types types() {
            return inPlace.stream().map(Schema::types).reduce(Types.NONE, Types::or);
        }

        @Override
        public Types typesAt(Step step) {
            return inPlace.stream()
                    .filter(schema -> schema.types().meets(step.container()))
                    .map(schema -> schema.typesAt(step))
                    .reduce(Types::or)
                    .orElse(Types.ALL);
        }
    }

    /** {@code not}. */
    record Not(Schema schema) implements Combination {
        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            return !run.tries(schema, value, null) || run.fail("it matches what the schema excludes by not");
        }

        @Override
        public List<Schema> inPlace() {
            return List.of(schema);
        }
    }

    /** {@code if}, {@code then} and {@code else}. */
    record Conditional(Schema condition, Optional<Schema> then, Optional<Schema> otherwise) implements Combination {
        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            Optional<Schema> chosen = run.tries(condition, value, marks) ? then : otherwise;
            return chosen.isEmpty() || chosen.get().check(value, marks, run);
        }

        @Override
        public List<Schema> inPlace() {
            return Stream.of(Optional.of(condition), then, otherwise)
                    .flatMap(Optional::stream)
                    .toList();
        }

        @Override
        public Types types() {
            return either(then.map(Schema::types), otherwise.map(Schema::types));
        }

        @Override
        public Types typesAt(Step step) {
            return either(then.map(schema -> schema.typesAt(step)), otherwise.map(schema -> schema.typesAt(step)));
        }

        private static Types either(Optional<Types> then, Optional<Types> otherwise) {
            return then.orElse(Types.ALL).or(otherwise.orElse(Types.ALL));
        }
    }

    /** One entry of {@code dependentSchemas}: a schema that applies if a member is present. */
    record Dependent(String name, Schema schema) implements Combination {
        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            return !(value instanceof Map<?, ?> object) || !object.containsKey(name) || schema.check(value, marks, run);
        }

        @Override
        public List<Schema> inPlace() {
            return List.of(schema);
        }

        @Override
        public Types typesAt(Step step) {
            return step.present().contains(name) ? schema.typesAt(step) : Types.ALL;
        }

        @Override
        public void forEachAt(Step step, Consumer<Schema> action) {
            if (step.present().contains(name)) {
                schema.forEachAt(step, action);
            }
        }
    }
}
