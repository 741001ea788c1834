package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import java.util.List;

/**
 * A value that is computed once, from the arguments and other values.
 *
 * @param name the name of the variable that holds it
 * @param value makes it
 * @param dependencies the steps that it names, as indexes into {@link Composition#steps()}
 */
public record NamedValue(String name, JsonTemplate value, List<Integer> dependencies) implements Step {
    @Override
    public List<JsonTemplate> wrappings() {
        return List.of(value);
    }
}
