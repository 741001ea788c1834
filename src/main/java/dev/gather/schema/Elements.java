package dev.gather.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code prefixItems} and {@code items}.
 *
 * @param first the schemas of the first elements
 * @param rest the schema of all other elements
 */
record Elements(List<Schema> first, Optional<Rest> rest) implements Keyword {
    @Override
    public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
        boolean holds = true;
        int index = 0;
        for (Object element : value instanceof List<?> list ? list : List.of()) {
            if ((index >= first.size() && rest.isEmpty()) || (!holds && run.isTrial())) {
                return holds;
            }
            holds &= index < first.size()
                    ? run.checkWithin(index, first.get(index), element)
                    : rest.get().check(index, element, run);
            if (marks != null) {
                marks.addElement(index);
            }
            index++;
        }
        return holds;
    }

    @Override
    public Types typesAt(Step step) {
        Types[] types = {Types.ALL};
        forEachAt(step, schema -> types[0] = schema.types());
        return types[0];
    }

    @Override
    public void forEachAt(Step step, Consumer<Schema> action) {
        if (step.key() instanceof Integer index) {
            if (index < first.size()) {
                action.accept(first.get(index));
            } else {
                rest.map(Rest::schema).ifPresent(action);
            }
        }
    }
}
