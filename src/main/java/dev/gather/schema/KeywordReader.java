package dev.gather.schema;

import dev.gather.format.Format;
import dev.gather.regex.EcmaPattern;
import dev.gather.schema.NumberKeyword.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the keywords of one schema, the cheap ones first. Unknown keywords are ignored, as JSON Schema demands. */
final class KeywordReader {
    private static final Set<String> DIALECTS = Set.of("https://json-schema.org/draft/2020-12/schema");

    private final SchemaFields fields;
    private final ReferenceReader references;
    private final List<Keyword> keywords = new ArrayList<>();

    KeywordReader(SchemaFields fields, ReferenceReader references) {
        this.fields = fields;
        this.references = references;
    }

    Schema.Body body() {
        readDialect();
        List<Keyword> guards = guards();
        readMemberNames();
        readValues();
        readNumbers();
        readTexts();
        readMembers();
        readElements();
        references.addTo(keywords);
        readCombinations();
        Optional<Schema.Default> defaultValue =
                fields.has("default") ? Optional.of(new Schema.Default(fields.value("default"))) : Optional.empty();
        return new Schema.Body(guards, List.copyOf(keywords), unevaluated(), defaultValue);
    }

    private void readDialect() {
        fields.text("$schema")
                .filter(dialect -> !DIALECTS.contains(dialect.replaceFirst("#$", "")))
                .ifPresent(dialect -> fields.problem("$schema", "only JSON Schema 2020-12 is understood"));
    }

    private List<Keyword> guards() {
        List<Keyword> guards = new ArrayList<>();
        fields.types("type").map(ValueKeyword.Type::new).ifPresent(guards::add);
        size("maxLength", SizeKeyword.Of.CHARACTERS, true, guards);
        size("minLength", SizeKeyword.Of.CHARACTERS, false, guards);
        size("maxItems", SizeKeyword.Of.ELEMENTS, true, guards);
        size("minItems", SizeKeyword.Of.ELEMENTS, false, guards);
        size("maxProperties", SizeKeyword.Of.MEMBERS, true, guards);
        size("minProperties", SizeKeyword.Of.MEMBERS, false, guards);
        return guards;
    }

    private void size(String key, SizeKeyword.Of of, boolean upper, List<Keyword> guards) {
        fields.count(key).ifPresent(bound -> guards.add(new SizeKeyword(of, upper, bound)));
    }

    private void readMemberNames() {
        if (fields.has("required")) {
            keywords.add(new MemberKeyword.Required(fields.names("required")));
        }
        if (fields.has("dependentRequired")) {
            keywords.add(new MemberKeyword.DependentRequired(fields.namesByName("dependentRequired")));
        }
        readDependencies();
        fields.schema("propertyNames").map(MemberKeyword.Names::new).ifPresent(keywords::add);
    }

    /** {@code dependencies} of earlier drafts, which 2020-12 still allows. */
    private void readDependencies() {
        fields.partsByName("dependencies").forEach((name, part) -> {
            if (part instanceof List<?> list) {
                keywords.add(
                        new MemberKeyword.DependentRequired(Map.of(name, fields.namesAt("dependencies", name, list))));
            } else {
                Schema schema = fields.schemaAt(Pointers.child(fields.pointer("dependencies"), name));
                keywords.add(new Combination.Dependent(name, schema));
            }
        });
    }

    private void readValues() {
        fields.values("enum")
                .map(values -> new ValueKeyword.OneOfValues(values, "it has to be one of " + ShownJson.of(values)))
                .ifPresent(keywords::add);
        if (fields.has("const")) {
            Object value = fields.value("const");
            List<@Nullable Object> values = new ArrayList<>();
            values.add(value);
            keywords.add(new ValueKeyword.OneOfValues(values, "it has to be " + ShownJson.of(value)));
        }
    }

    private void readNumbers() {
        number("minimum", Demand.AT_LEAST);
        number("exclusiveMinimum", Demand.MORE_THAN);
        number("maximum", Demand.AT_MOST);
        number("exclusiveMaximum", Demand.LESS_THAN);
        if (fields.number("multipleOf").filter(divisor -> divisor.signum() <= 0).isPresent()) {
            fields.problem("multipleOf", "it has to be more than 0");
        } else {
            number("multipleOf", Demand.MULTIPLE_OF);
        }
    }

    private void number(String key, Demand demand) {
        fields.number(key).ifPresent(operand -> keywords.add(new NumberKeyword(demand, operand)));
    }

    private void readTexts() {
        fields.text("pattern")
                .flatMap(source -> pattern(fields.pointer("pattern"), source))
                .map(TextKeyword.Matching::new)
                .ifPresent(keywords::add);
        fields.text("format")
                .flatMap(Format::named)
                .map(TextKeyword.Formatted::new)
                .ifPresent(keywords::add);
    }

    private Optional<EcmaPattern> pattern(String pointer, String source) {
        try {
            return Optional.of(EcmaPattern.compile(source));
        } catch (IllegalArgumentException e) {
            fields.problemAt(pointer, "not a regular expression: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void readMembers() {
        Map<String, Schema> named = fields.schemasByName("properties");
        List<Members.ByPattern> patterns = new ArrayList<>();
        fields.schemasByName("patternProperties").forEach((source, schema) -> pattern(schema.pointer(), source)
                .ifPresent(pattern -> patterns.add(new Members.ByPattern(pattern, schema))));
        Optional<Rest> additional = fields.rest("additionalProperties");
        if (!named.isEmpty() || !patterns.isEmpty() || additional.isPresent()) {
            keywords.add(new Members(named, patterns, additional));
        }
    }

    private void readElements() {
        List<Schema> first = fields.has("prefixItems") ? fields.schemas("prefixItems") : List.of();
        Optional<Rest> rest = fields.rest("items");
        if (!first.isEmpty() || rest.isPresent()) {
            keywords.add(new Elements(first, rest));
        }
        if (fields.flag("uniqueItems")) {
            keywords.add(new ListKeyword.Unique());
        }
        int least = fields.count("minContains").orElse(1);
        int most = fields.count("maxContains").orElse(Integer.MAX_VALUE);
        fields.schema("contains")
                .map(schema -> new ListKeyword.Contains(schema, least, most))
                .ifPresent(keywords::add);
    }

    private void readCombinations() {
        if (fields.has("allOf")) {
            keywords.add(new Combination.AllOf(fields.schemas("allOf")));
        }
        if (fields.has("anyOf")) {
            keywords.add(new Combination.Alternatives(fields.schemas("anyOf"), false));
        }
        if (fields.has("oneOf")) {
            keywords.add(new Combination.Alternatives(fields.schemas("oneOf"), true));
        }
        fields.schema("not").map(Combination.Not::new).ifPresent(keywords::add);
        fields.schema("if")
                .map(condition -> new Combination.Conditional(condition, fields.schema("then"), fields.schema("else")))
                .ifPresent(keywords::add);
        fields.schemasByName("dependentSchemas")
                .forEach((name, schema) -> keywords.add(new Combination.Dependent(name, schema)));
    }

    private List<Rest.Unevaluated> unevaluated() {
        List<Rest.Unevaluated> unevaluated = new ArrayList<>();
        fields.rest("unevaluatedProperties").map(Rest.UnevaluatedMembers::new).ifPresent(unevaluated::add);
        fields.rest("unevaluatedItems").map(Rest.UnevaluatedElements::new).ifPresent(unevaluated::add);
        return unevaluated;
    }
}
