package dev.gather.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keywords about which members an object has; a value of another type passes. */
sealed interface MemberKeyword extends Keyword {
    boolean holds(Map<?, ?> object, Validation run);

    @Override
    default boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
        return !(value instanceof Map<?, ?> object) || holds(object, run);
    }

    /** {@code required}. */
    record Required(List<String> names) implements MemberKeyword {
        @Override
        public boolean holds(Map<?, ?> object, Validation run) {
            boolean holds = true;
            for (String name : names) {
                holds &= object.containsKey(name) || run.fail("the property " + ShownJson.of(name) + " is missing");
            }
            return holds;
        }
    }

    /** {@code dependentRequired}: members that are required if another one is present. */
    record DependentRequired(Map<String, List<String>> names) implements MemberKeyword {
        @Override
        public boolean holds(Map<?, ?> object, Validation run) {
            boolean holds = true;
            for (Map.Entry<String, List<String>> entry : names.entrySet()) {
                if (object.containsKey(entry.getKey())) {
                    holds &= new Required(entry.getValue()).holds(object, run);
                }
            }
            return holds;
        }
    }

    /** {@code propertyNames}. */
    record Names(Schema schema) implements MemberKeyword {
        @Override
        public boolean holds(Map<?, ?> object, Validation run) {
            boolean holds = true;
            for (Object name : object.keySet()) {
                holds &= run.tries(schema, name, null)
                        || run.failWithin(name, "the schema does not allow this name of a property");
            }
            return holds;
        }
    }
}
