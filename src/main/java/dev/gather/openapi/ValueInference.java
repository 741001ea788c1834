package dev.gather.openapi;

import dev.gather.composition.Batch;
import dev.gather.composition.Source;
import dev.gather.composition.Step;
import dev.gather.expression.Expression;
import dev.gather.expression.Member;
import dev.gather.expression.Reference;
import dev.gather.expression.Template;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Schemas;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of the values of a composition's variables, and of the documents that are made of them. */
final class ValueInference {
    private final Described described;
    private final Backends backends;
    private final Components components;
    private final Map<String, Known> variables = new HashMap<>();

    ValueInference(Described described, Optional<InputParts> input, Backends backends, Components components) {
        this.described = described;
        this.backends = backends;
        this.components = components;
        variables.put(ReservedVariables.INPUT, input(input));
        variables.put(ReservedVariables.REQUEST, Known.ofType("object"));
        described.composition().steps().all().forEach(this::add);
    }

    private Known input(Optional<InputParts> input) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        List<String> there = new ArrayList<>();
        input.ifPresent(parts -> parts.names().forEach(name -> {
            members.put(name, parts.schema(name));
            if (parts.isAlwaysThere(name)) {
                there.add(name);
            }
        }));
        Map<String, @Nullable Object> schema = new LinkedHashMap<>(Schemas.object());
        schema.put("required", there);
        schema.put("properties", members);
        return Known.of(schema, components);
    }

    /** Steps come after those that they name. */
    private void add(Step step) {
        if (step instanceof Source source) {
            described
                    .map("sources")
                    .flatMap(sources -> Optional.ofNullable(sources.entries().get(source.name())))
                    .filter(entry -> entry.value() instanceof YamlMap)
                    .ifPresent(entry ->
                            variables.put(source.name(), source(source, SourceYaml.of(entry, described.yaml()))));
        } else {
            described
                    .map("values")
                    .flatMap(values -> Optional.ofNullable(values.get(step.name())))
                    .ifPresent(value -> variables.put(step.name(), value(value, variables)));
        }
    }

    private Known source(Source source, SourceYaml yaml) {
        Map<String, Known> known = new HashMap<>(variables);
        Known elements =
                yaml.find("forEach").map(list -> value(list, variables)).orElse(Known.NOTHING);
        if (yaml.has("forEach")) {
            known.put(ReservedVariables.ITEM, elements.items(components).present());
            known.put(ReservedVariables.INDEX, Known.ofType("integer"));
            known.put(
                    ReservedVariables.ITEMS,
                    Known.list(elements.items(components).present()));
        }
        boolean perElement = source.rules()
                .repetition()
                .filter(each -> each.when().isPresent())
                .isPresent();
        Known answer = dealt(answer(yaml, known), source)
                .orAbsent(isNull(yaml.get("missing")) || mayBeSkipped(source, known) || perElement);
        Optional<Known> fallback = yaml.find("fallback").map(document -> fallback(document, known));
        boolean partial = fallback.isEmpty() && source.rules().fallback().isPresent();
        Known each = fallback.map(answer::or).orElse(answer).orAbsent(partial);
        Known whole = each;
        if (yaml.has("forEach")) {
            // The fallback replaces an element that fails, or the list if that itself fails.
            Known list = ofElements(each, elements);
            whole = fallback.map(list::or).orElse(list).orAbsent(partial);
        }
        return whole.orAbsent(source.rules().when().isPresent());
    }

    /** An element's part of the answer to a batch. */
    private Known dealt(Known answer, Source source) {
        Optional<Batch> batch = source.rules().repetition().flatMap(Source.Repetition::batch);
        Known part = answer.items(components).present();
        return batch.map(made -> made.many() ? Known.list(part) : part.orAbsent(true))
                .orElse(answer);
    }

    private static boolean isNull(@Nullable YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.value() == null;
    }

    private Known fallback(YamlNode fallback, Map<String, Known> known) {
        Map<String, Known> withError = new HashMap<>(known);
        withError.put(ReservedVariables.ERROR, Known.ofType("object"));
        return document(fallback, withError);
    }

    /** A null element is not asked for, and stays null. */
    private Known ofElements(Known each, Known elements) {
        return Known.list(each.orAbsent(elements.items(components).mayBeNull()).inDocument());
    }

    private Known answer(SourceYaml yaml, Map<String, Known> known) {
        Map<String, @Nullable Object> schema = backends.schema(described.name(), yaml);
        String owner = described.name() + " " + yaml.name();
        Known raw = Known.of(new SchemaBundle(schema, owner, components).copy(""), components);
        Known answer = raw.orAbsent(raw.mayBeNull());
        Optional<YamlNode> made = yaml.find("value");
        if (made.isEmpty()) {
            return answer;
        }
        Map<String, Known> about = new HashMap<>(known);
        about.put(ReservedVariables.VALUE, answer);
        about.put(ReservedVariables.STATUS, Known.ofType("integer"));
        about.put(ReservedVariables.HEADERS, Known.ofType("object"));
        return value(made.get(), about);
    }

    /** Whether nothing may be asked for, since a value that the request needs may be null. */
    private boolean mayBeSkipped(Source source, Map<String, Known> known) {
        Source.Retrieval retrieval = source.retrieval();
        return retrieval.asks().stream().anyMatch(name -> known(name, known).absent())
                || retrieval.call().indispensable().stream().anyMatch(expression -> mayBeNull(expression, known));
    }

    private boolean mayBeNull(Expression expression, Map<String, Known> known) {
        Optional<Member> member = expression.onlyMember();
        Known value = member.map(found -> known(found.variable(), known)).orElse(Known.UNKNOWN);
        for (Reference name : member.map(Member::path).orElse(List.of())) {
            value = value.member(name.name(), components);
        }
        return value.mayBeNull();
    }

    private static Known known(String name, Map<String, Known> known) {
        return known.getOrDefault(name, Known.UNKNOWN);
    }

    private static Function<String, Known> variables(Map<String, Known> known) {
        return name -> known(name, known);
    }

    /** What stands where an expression needs no braces. */
    private Known value(YamlNode node, Map<String, Known> known) {
        return node instanceof YamlScalar scalar && scalar.value() instanceof String text && !Template.isTemplate(text)
                ? Inference.of(Syntax.tree(text), variables(known), components)
                : document(node, known);
    }

    /** The schema of the composition's output. */
    Map<String, @Nullable Object> output(YamlNode output) {
        return document(output, variables).inDocument().schema();
    }

    /** A document with expressions in it. */
    private Known document(YamlNode node, Map<String, Known> known) {
        if (node instanceof YamlMap map) {
            Map<String, Map<String, @Nullable Object>> members = new LinkedHashMap<>();
            map.entries()
                    .forEach((name, entry) -> members.put(
                            name, document(entry.value(), known).inDocument().schema()));
            return Known.of(Schemas.object(members), components);
        }
        if (node instanceof YamlList list) {
            return list(list, known);
        }
        return scalar((YamlScalar) node, known);
    }

    private Known list(YamlList list, Map<String, Known> known) {
        Known elements = new Known(List.of(), false);
        for (YamlNode element : list.elements()) {
            elements = elements.or(document(element, known).inDocument());
        }
        if (list.elements().isEmpty()) {
            return Known.EMPTY_LIST;
        }
        Map<String, @Nullable Object> schema = Schemas.list(elements.schema());
        schema.put("minItems", list.elements().size());
        schema.put("maxItems", list.elements().size());
        return Known.of(schema, components);
    }

    private Known scalar(YamlScalar scalar, Map<String, Known> known) {
        if (scalar.value() instanceof String text && Template.isTemplate(text)) {
            return Syntax.template(text).isExpression()
                    ? Inference.of(Syntax.trees(text).get(0), variables(known), components)
                    : Known.ofType("string");
        }
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("const", scalar.value());
        return Known.of(scalar.value() == null ? Schemas.NULL : schema, components);
    }
}
