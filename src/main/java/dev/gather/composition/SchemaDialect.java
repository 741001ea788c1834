package dev.gather.composition;

import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON Schema 2020-12 by Vert.x: how schemas are checked, and how its findings are told. */
final class SchemaDialect {
    private SchemaDialect() {}

    static Validator validator(JsonSchema schema) {
        return Validator.create(schema, options());
    }

    /** What is wrong with a schema itself; empty if nothing is. */
    static List<Violation> check(JsonObject schema) {
        OutputUnit result = MetaSchemas.validator().validate(schema);
        List<Violation> violations =
                new ArrayList<>(Boolean.TRUE.equals(result.getValid()) ? List.of() : violations(result));
        checkReferences(schema.getMap(), "", schema, violations);
        return violations;
    }

    /** References have to lead somewhere within the schema: nothing is fetched. */
    private static void checkReferences(Object part, String path, JsonObject schema, List<Violation> violations) {
        if (part instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String inner = path + "/" + key;
                if (key.equals("$ref") && value instanceof String reference && !leadsSomewhere(reference, schema)) {
                    violations.add(new Violation(inner, "the reference " + reference + " leads nowhere within it"));
                }
                checkReferences(value, inner, schema, violations);
            });
        } else if (part instanceof List<?> list) {
            list.forEach(element -> checkReferences(element, path, schema, violations));
        }
    }

    private static boolean leadsSomewhere(String reference, JsonObject schema) {
        return reference.equals("#")
                || (reference.startsWith("#/")
                        && JsonPointer.from(reference.substring(1)).queryJson(schema) != null);
    }

    /**
     * The innermost findings: those of a keyword that only passes on what one below it found are left out, and so is
     * the complaint that a known property is unknown, which the validator adds where the property is wrong.
     */
    static List<Violation> violations(OutputUnit result) {
        List<OutputUnit> units = result.getErrors() == null ? List.of() : result.getErrors();
        List<Violation> innermost = units.stream()
                .filter(unit -> units.stream().noneMatch(other -> isWithin(other, unit)))
                .filter(unit -> !refusesProperty(unit) || units.stream().noneMatch(other -> isAbout(other, unit)))
                .map(unit -> new Violation(pointer(unit.getInstanceLocation()), message(unit)))
                .distinct()
                .toList();
        return innermost.isEmpty() ? List.of(new Violation("", "it does not match the schema")) : innermost;
    }

    private static boolean isWithin(OutputUnit inner, OutputUnit outer) {
        return inner.getInstanceLocation().startsWith(outer.getInstanceLocation())
                && inner.getKeywordLocation().startsWith(outer.getKeywordLocation() + "/");
    }

    private static boolean isAbout(OutputUnit other, OutputUnit unit) {
        return !refusesProperty(other)
                && (other.getInstanceLocation() + "/").startsWith(unit.getInstanceLocation() + "/");
    }

    private static boolean refusesProperty(OutputUnit unit) {
        String keyword = unit.getKeywordLocation();
        return keyword.endsWith("/additionalProperties") || keyword.endsWith("/unevaluatedProperties");
    }

    /** The validator's sentence in the words of this house, where they are easier to understand. */
    private static String message(OutputUnit unit) {
        if (refusesProperty(unit)) {
            return "the schema does not know this property";
        }
        return unit.getError()
                .replaceFirst("^Instance type (\\w+) is invalid. Expected (.*)$", "it has to be of type $2, not $1")
                .replaceFirst("^Instance does not have required property (.*)$", "the property $1 is missing")
                .replaceFirst("^Instance does not match any of (.*)$", "it has to be one of $1");
    }

    private static String pointer(String location) {
        return location.startsWith("#") ? location.substring(1) : location;
    }

    static JsonSchemaOptions options() {
        return new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri("https://gather.dev/")
                .setOutputFormat(OutputFormat.Basic);
    }
}
