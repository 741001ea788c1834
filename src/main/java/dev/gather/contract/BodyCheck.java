package dev.gather.contract;

import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Variables;
import dev.gather.failure.Violation;
import dev.gather.yaml.DidYouMean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks what is known of a body before anything runs: values without expressions, and the members of objects. Of the value of
 * an expression nothing is known.
 */
final class BodyCheck {
    /** Takes what is wrong in a body. */
    interface Findings {
        /**
         * Takes a finding.
         *
         * @param pointer the JSON pointer of the value in the body
         * @param key whether it is about the name of the value
         */
        void add(String pointer, boolean key, String fault);
    }

    private final Findings findings;
    private int count;

    BodyCheck(Findings findings) {
        this.findings = findings;
    }

    void check(JsonTemplate body, Map<String, @Nullable Object> schema) {
        check(body, schema, "");
    }

    /** What can be said by names is said so; the whole schema is asked about the rest. */
    private void check(JsonTemplate part, Map<String, @Nullable Object> schema, String pointer) {
        int before = count;
        if (part instanceof JsonTemplate.Members members) {
            members(members.members(), schema, pointer);
        } else if (part instanceof JsonTemplate.Array array) {
            elements(array.elements(), schema, pointer);
        } else if (part instanceof JsonTemplate.Text) {
            var unused = isOfType("string", schema, pointer);
        }
        if (count == before && isLiteral(part)) {
            for (Violation violation : ValueCheck.violations(schema, literal(part))) {
                add(pointer + violation.pointer(), false, violation.message());
            }
        }
    }

    private void add(String pointer, boolean key, String fault) {
        count++;
        findings.add(pointer, key, fault);
    }

    /** Whether a part has no expressions in it. */
    private static boolean isLiteral(JsonTemplate part) {
        if (part instanceof JsonTemplate.Members members) {
            return members.members().values().stream().allMatch(BodyCheck::isLiteral);
        }
        return part instanceof JsonTemplate.Array array
                ? array.elements().stream().allMatch(BodyCheck::isLiteral)
                : part instanceof JsonTemplate.Constant;
    }

    private static @Nullable Object literal(JsonTemplate part) {
        return part.evaluate(Variables.within(() -> Duration.ZERO));
    }

    private void members(Map<String, JsonTemplate> members, Map<String, @Nullable Object> schema, String pointer) {
        if (!isOfType("object", schema, pointer)) {
            return;
        }
        for (Map<String, @Nullable Object> part : parts(schema)) {
            required(members.keySet(), part, pointer);
            Map<?, ?> properties = part.get("properties") instanceof Map<?, ?> named ? named : Map.of();
            members.forEach((name, member) -> {
                String at = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                if (properties.containsKey(name)) {
                    check(member, schema(properties.get(name)), at);
                } else if (Boolean.FALSE.equals(part.get("additionalProperties"))
                        && !part.containsKey("patternProperties")) {
                    add(at, true, "unknown property '" + name + "', " + remedy(name, properties));
                }
            });
        }
    }

    private void required(Set<String> names, Map<String, @Nullable Object> schema, String pointer) {
        if (schema.get("required") instanceof List<?> required) {
            required.stream()
                    .map(String::valueOf)
                    .filter(name -> !names.contains(name))
                    .forEach(name -> add(pointer, false, "the property \"" + name + "\" is missing"));
        }
    }

    private static String remedy(String name, Map<?, ?> properties) {
        return DidYouMean.remedy(
                name, properties.keySet().stream().map(String::valueOf).toList(), "");
    }

    private void elements(List<JsonTemplate> elements, Map<String, @Nullable Object> schema, String pointer) {
        if (!isOfType("array", schema, pointer)) {
            return;
        }
        for (Map<String, @Nullable Object> part : parts(schema)) {
            for (int i = 0; i < elements.size() && !part.containsKey("prefixItems"); i++) {
                check(elements.get(i), schema(part.get("items")), pointer + "/" + i);
            }
        }
    }

    /** The schemas that a value has to satisfy in any case. */
    private static List<Map<String, @Nullable Object>> parts(Map<String, @Nullable Object> schema) {
        Stream<Map<String, @Nullable Object>> all = schema.get("allOf") instanceof List<?> list
                ? list.stream().flatMap(part -> parts(schema(part)).stream())
                : Stream.empty();
        return Stream.concat(Stream.of(schema), all).toList();
    }

    @SuppressWarnings("unchecked") // The keys of translated schemas are strings.
    private static Map<String, @Nullable Object> schema(@Nullable Object schema) {
        return schema instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : ApiDocument.ANYTHING;
    }

    /** Whether a value may have a type; if not, it is noted. */
    private boolean isOfType(String type, Map<String, @Nullable Object> schema, String pointer) {
        for (Map<String, @Nullable Object> part : parts(schema)) {
            Object types = part.get("type");
            boolean allowed =
                    types == null || types.equals(type) || (types instanceof List<?> list && list.contains(type));
            if (!allowed) {
                String names = types instanceof List<?> list
                        ? String.join(" or ", list.stream().map(String::valueOf).toList())
                        : String.valueOf(types);
                add(pointer, false, "it has to be of type " + names + ", not " + type);
                return false;
            }
        }
        return true;
    }
}
