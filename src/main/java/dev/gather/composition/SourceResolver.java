package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.source.Call;
import dev.gather.source.Fetch;
import dev.gather.source.FetchStack;
import dev.gather.source.Missing;
import dev.gather.source.ReservedVariables;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Resolves one source: its kind and the layers around requests read their own keys, this class those common to all. */
final class SourceResolver {
    /** The keys that this class reads. */
    static final Set<String> KEYS = Set.of("when", "forEach", "concurrency", "max-elements", "fallback", "missing");

    private static final int DEFAULT_CONCURRENCY = 16;
    private static final int MAX_CONCURRENCY = 1_000;
    private static final int DEFAULT_ELEMENTS = 10_000;
    private static final int MOST_ELEMENTS = 50_000;
    private static final String CONCURRENCY = "concurrency";
    private static final String MAX_ELEMENTS = "max-elements";

    private final List<SourceKind> kinds;
    private final FetchStack stack;
    private final Set<String> sourceNames;
    private final Problems problems;

    SourceResolver(List<SourceKind> kinds, FetchStack stack, List<SourceYaml> sources, Problems problems) {
        this.kinds = kinds;
        this.stack = stack;
        this.sourceNames = sources.stream().map(SourceYaml::name).collect(Collectors.toSet());
        this.problems = problems;
    }

    /** The variables that every expression of the composition may use. */
    Set<String> globalNames() {
        Set<String> names = new TreeSet<>(sourceNames);
        names.add(ReservedVariables.INPUT);
        names.add(ReservedVariables.REQUEST);
        return names;
    }

    /** Resolves a source; empty if its call could not be resolved. */
    Optional<Draft> resolve(SourceYaml source) {
        TemplateReader outer = new TemplateReader(globalNames(), problems);
        TemplateReader inner =
                source.has("forEach") ? outer.knowing(Set.of(ReservedVariables.ITEM, ReservedVariables.INDEX)) : outer;
        checkKindOptions(source);
        Optional<SourceKind> kind =
                kinds.stream().filter(found -> source.has(found.key())).findFirst();
        Optional<Call> call = kind.flatMap(found -> found.resolve(source, inner));
        Fetch fetch = stack.resolve(source, call, problems);
        Source.Rules rules = rules(source, outer, inner, missing(source, kind));
        Set<String> needs =
                outer.named().stream().filter(sourceNames::contains).collect(Collectors.toUnmodifiableSet());
        return call.map(
                made -> new Draft(source, new Source.Retrieval(kind.get().key(), made, fetch), rules, needs));
    }

    private Source.Rules rules(SourceYaml source, TemplateReader outer, TemplateReader inner, Missing missing) {
        TemplateReader conditions = inner.alone();
        Optional<JsonTemplate> when = source.find("when").flatMap(conditions::value);
        Optional<JsonTemplate> perElement = when.filter(condition -> namesElement(conditions));
        return new Source.Rules(
                perElement.isPresent() ? Optional.empty() : when,
                repetition(source, outer, perElement),
                missing,
                fallback(source, inner));
    }

    /** Whether a condition is evaluated for each element, since it names the element, and not once for the source. */
    private static boolean namesElement(TemplateReader condition) {
        return condition.named().contains(ReservedVariables.ITEM)
                || condition.named().contains(ReservedVariables.INDEX);
    }

    private void checkKindOptions(SourceYaml source) {
        for (SourceKind kind : kinds) {
            if (!source.has(kind.key())) {
                kind.options()
                        .forEach(option -> problems.addAtKey(
                                source.body(), option, "'" + option + "' belongs to sources with " + kind.key(), ""));
            }
        }
    }

    private Optional<Source.Repetition> repetition(
            SourceYaml source, TemplateReader templates, Optional<JsonTemplate> when) {
        if (!source.has("forEach")) {
            for (String key : List.of(CONCURRENCY, MAX_ELEMENTS)) {
                source.find(key).ifPresent(node -> problems.add(node, key + " belongs to sources with forEach"));
            }
            return Optional.empty();
        }
        int concurrency = source.number(CONCURRENCY, DEFAULT_CONCURRENCY, 1, MAX_CONCURRENCY, problems);
        int elements = source.number(MAX_ELEMENTS, DEFAULT_ELEMENTS, 1, MOST_ELEMENTS, problems);
        return source.find("forEach")
                .flatMap(templates::value)
                .map(list -> new Source.Repetition(list, when, concurrency, elements));
    }

    private Missing missing(SourceYaml source, Optional<SourceKind> kind) {
        YamlNode node = source.get("missing");
        if (node == null) {
            return kind.map(SourceKind::missingByDefault).orElse(Missing.FAILS);
        }
        Object value = node instanceof YamlScalar scalar ? scalar.value() : node;
        if (value == null) {
            return Missing.NULL;
        }
        if (!value.equals(404)) {
            problems.add(node, "missing must be 404 (the answer is 404) or null (the value is null)");
        }
        return Missing.NOT_FOUND;
    }

    private Optional<JsonTemplate> fallback(SourceYaml source, TemplateReader templates) {
        return source.find("fallback")
                .flatMap(node ->
                        templates.knowing(Set.of(ReservedVariables.ERROR)).document(node));
    }
}
