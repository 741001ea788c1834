package dev.gather.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keywords about all elements of a list; a value of another type passes. */
sealed interface ListKeyword extends Keyword {
    /** {@code uniqueItems}: by sorting, which takes n log n steps for any elements. */
    record Unique() implements ListKeyword {
        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            if (!(value instanceof List<?> list)) {
                return true;
            }
            JsonOrder order = new JsonOrder(run.limit());
            List<@Nullable Object> sorted = new ArrayList<>(list);
            sorted.replaceAll(order::prepared);
            sorted.sort(order);
            for (int i = 1; i < sorted.size(); i++) {
                if (order.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
                    return run.fail("its elements have to differ from each other");
                }
            }
            return true;
        }
    }

    /**
     * {@code contains}, {@code minContains} and {@code maxContains}.
     *
     * @param schema what counted elements match
     * @param least the least number of matching elements
     * @param most the largest number of matching elements
     */
    record Contains(Schema schema, int least, int most) implements ListKeyword {
        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            if (!(value instanceof List<?> list)) {
                return true;
            }
            int count = count(list, marks, run);
            if (count < least) {
                return run.fail("at least " + elements(least) + " to match the schema of contains");
            }
            return count <= most || run.fail("at most " + elements(most) + " to match the schema of contains");
        }

        private int count(List<?> list, @Nullable Marks marks, Validation run) {
            int count = 0;
            int index = 0;
            for (Object element : list) {
                if (run.tries(schema, element, null)) {
                    count++;
                    if (marks != null) {
                        marks.addElement(index);
                    }
                }
                index++;
            }
            return count;
        }

        private static String elements(int count) {
            return count + (count == 1 ? " element has" : " elements have");
        }
    }
}
