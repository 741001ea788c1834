package dev.gather.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code $ref} and {@code $dynamicRef}.
 *
 * @param target the schema that it refers to
 * @param dynamic for {@code $dynamicRef}, the schemas that replace the target, by resource; of these resources the
 *     outermost that is being applied counts
 */
record Reference(Schema target, Map<Resource, Schema> dynamic) implements Keyword {
    @Override
    public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
        return (dynamic.isEmpty() ? target : outermost(run)).check(value, marks, run);
    }

    private Schema outermost(Validation run) {
        for (Resource resource : run.scope()) {
            if (dynamic.containsKey(resource)) {
                return dynamic.get(resource);
            }
        }
        return target;
    }

    @Override
    public List<Schema> inPlace() {
        return dynamic.isEmpty() ? List.of(target) : List.copyOf(dynamic.values());
    }

    @Override
    public Types types() {
        return isCertain() ? inPlace().get(0).types() : Types.ALL;
    }

    @Override
    public Types typesAt(Step step) {
        return isCertain() ? inPlace().get(0).typesAt(step) : Types.ALL;
    }

    @Override
    public void forEachAt(Step step, Consumer<Schema> action) {
        if (isCertain()) {
            inPlace().get(0).forEachAt(step, action);
        }
    }

    private boolean isCertain() {
        return dynamic.size() <= 1;
    }
}
