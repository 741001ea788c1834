package dev.gather.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schema of the members or elements that no other keyword covers. If it is {@code false}, the violation says that
 * they are unknown.
 *
 * @param schema the schema
 * @param refuses whether it is {@code false}
 */
record Rest(Schema schema, boolean refuses) {
    boolean check(Object step, @Nullable Object value, Validation run) {
        if (refuses) {
            String what = step instanceof String ? "property" : "element";
            return run.failWithin(step, "the schema does not know this " + what);
        }
        return run.checkWithin(step, schema, value);
    }

    /** A keyword about the members or elements that no other keyword has evaluated. */
    interface Unevaluated {
        /**
         * Whether a value satisfies the keyword. If it does not, the violation is added to the run.
         *
         * @param marks the evaluated members and elements; those that are checked here are added
         */
        boolean check(@Nullable Object value, Marks marks, Validation run);
    }

    /** {@code unevaluatedProperties}. */
    record UnevaluatedMembers(Rest rest) implements Unevaluated {
        @Override
        public boolean check(@Nullable Object value, Marks marks, Validation run) {
            boolean holds = true;
            for (Map.Entry<?, ?> member : value instanceof Map<?, ?> object
                    ? object.entrySet()
                    : Map.of().entrySet()) {
                String name = (String) member.getKey();
                if (!marks.hasMember(name)) {
                    marks.addMember(name);
                    holds &= rest.check(name, member.getValue(), run);
                }
            }
            return holds;
        }
    }

    /** {@code unevaluatedItems}. */
    record UnevaluatedElements(Rest rest) implements Unevaluated {
        @Override
        public boolean check(@Nullable Object value, Marks marks, Validation run) {
            boolean holds = true;
            int index = 0;
            for (Object element : value instanceof List<?> list ? list : List.of()) {
                if (!marks.hasElement(index)) {
                    marks.addElement(index);
                    holds &= rest.check(index, element, run);
                }
                index++;
            }
            return holds;
        }
    }
}
