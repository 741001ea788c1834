package dev.gather.input;

import dev.gather.json.ExactNumbers;
import dev.gather.schema.Schema;
import dev.gather.schema.Step;
import dev.gather.schema.TimeLimit;
import dev.gather.schema.Types;
import dev.gather.schema.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Converts the texts of paths and queries to the types that a schema asks for by {@code type}, {@code enum} or
 * {@code const}, also through references and combinations. A text is tried as a text, a number, a boolean and a list of
 * one, in this order, as far as the types allow; the first that satisfies the schema is taken. A text that fits no type
 * stays a text, which the validation then refuses.
 */
final class Coercion {
    private final Schema root;

    Coercion(Schema root) {
        this.root = root;
    }

    /**
     * Converts a property that was sent as a text, or as a list of texts.
     *
     * @param present the names of all properties that were sent
     */
    Object coerce(String property, Object texts, Set<String> present, TimeLimit limit) {
        Step step = new Step(property, present);
        List<Schema> schemas = new ArrayList<>();
        root.forEachAt(step, schemas::add);
        return new Target(root.typesAt(step), schemas, limit).value(texts);
    }

    /**
     * What a text is converted to.
     *
     * @param types the types that are allowed
     * @param schemas the schemas that it has to satisfy
     */
    private record Target(Types types, List<Schema> schemas, TimeLimit limit) {
        Object value(Object texts) {
            if (types.equals(Types.ALL)) {
                return texts;
            }
            if (texts instanceof List<?> list) {
                return types.meets(Types.ARRAY) ? elements(list) : texts;
            }
            List<Object> candidates = candidates((String) texts);
            if (candidates.size() == 1) {
                return candidates.get(0);
            }
            return candidates.stream()
                    .filter(this::holds)
                    .findFirst()
                    .orElse(candidates.isEmpty() ? texts : candidates.get(0));
        }

        private List<Object> candidates(String text) {
            List<Object> candidates = new ArrayList<>();
            if (types.meets(Types.STRING)) {
                candidates.add(text);
            }
            if (types.meets(Types.NUMBER)) {
                ExactNumbers.parse(text).ifPresent(candidates::add);
            }
            if (types.meets(Types.BOOLEAN) && (text.equals("true") || text.equals("false"))) {
                candidates.add(Boolean.valueOf(text));
            }
            if (types.meets(Types.ARRAY)) {
                candidates.add(elements(List.of(text)));
            }
            return candidates;
        }

        private List<Object> elements(List<?> texts) {
            List<Object> elements = new ArrayList<>();
            for (Object text : texts) {
                limit.step();
                elements.add(element(elements.size()).value(text));
            }
            return elements;
        }

        private Target element(int index) {
            Step step = Step.element(index);
            Types found = Types.ALL;
            List<Schema> within = new ArrayList<>();
            for (Schema schema : schemas) {
                found = found.and(schema.typesAt(step));
                schema.forEachAt(step, within::add);
            }
            // A text within a list never becomes a list: with a recursive schema that would not end.
            return new Target(found.equals(Types.ALL) ? found : found.and(Types.NO_ARRAY), within, limit);
        }

        private boolean holds(Object candidate) {
            return schemas.stream().allMatch(schema -> Validation.holds(schema, candidate, limit));
        }
    }
}
