package dev.gather.composition;

import dev.gather.composition.Source.Acceptance;
import dev.gather.composition.Source.Fallback;
import dev.gather.composition.Source.Repetition;
import dev.gather.expression.JsonTemplate;
import dev.gather.source.Missing;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Shape;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Reads the rules of one source: when and how often it runs, what a good answer is, and what replaces a failure. */
final class RulesReader {
    /** The keys that this class reads. */
    static final Set<String> KEYS = Set.of(
            "first",
            "when",
            "forEach",
            "concurrency",
            "max-elements",
            "batch",
            "match",
            "missing",
            "require",
            "value",
            "fallback");

    private static final int DEFAULT_CONCURRENCY = 16;
    private static final int MAX_CONCURRENCY = 1_000;
    private static final int DEFAULT_ELEMENTS = 10_000;
    private static final int MOST_ELEMENTS = 50_000;
    private static final String CONCURRENCY = "concurrency";
    private static final String MAX_ELEMENTS = "max-elements";
    private static final String MISSING = "missing";

    private final SourceYaml source;
    private final TemplateReader outer;
    private final TemplateReader inner;
    private final TemplateReader answers;
    private final Problems problems;
    private final boolean first;
    private final Shape answer;

    /**
     * @param templates parse what is evaluated once, for each element and for each answer
     * @param answer what is known of an answer
     */
    RulesReader(SourceYaml source, SourceTemplates templates, Shape answer) {
        this.source = source;
        this.outer = templates.outer();
        this.inner = templates.each();
        this.answers = templates.answers();
        this.answer = answer;
        this.problems = outer.problems();
        this.first = source.flag("first", problems);
    }

    /** Whether nothing else starts before the source has ended well. */
    boolean first() {
        return first;
    }

    /** @param fallback what replaces a failure if the source does not say it */
    Source.Rules read(Optional<SourceKind> kind, Optional<Fallback> fallback, boolean forgiving) {
        TemplateReader conditions = inner.alone();
        Optional<JsonTemplate> when = source.find("when").flatMap(conditions::value);
        Optional<JsonTemplate> perElement = when.filter(condition -> namesElement(conditions));
        return new Source.Rules(
                first,
                perElement.isPresent() ? Optional.empty() : when,
                repetition(perElement),
                acceptance(kind),
                source.has("fallback") ? own(forgiving) : fallback);
    }

    /** Whether a condition is evaluated for each element, since it names the element, and not once for the source. */
    private static boolean namesElement(TemplateReader condition) {
        return condition.named().contains(ReservedVariables.ITEM)
                || condition.named().contains(ReservedVariables.INDEX);
    }

    private Optional<Repetition> repetition(Optional<JsonTemplate> when) {
        if (!source.has("forEach")) {
            for (String key : List.of(CONCURRENCY, MAX_ELEMENTS, BatchReader.BATCH, BatchReader.MATCH)) {
                source.find(key)
                        .ifPresent(node -> problems.add(
                                ProblemCode.CONFLICTING_KEYS, node, key + " belongs to sources with forEach"));
            }
            return Optional.empty();
        }
        int concurrency = source.number(CONCURRENCY, DEFAULT_CONCURRENCY, 1, MAX_CONCURRENCY, problems);
        int elements = source.number(MAX_ELEMENTS, DEFAULT_ELEMENTS, 1, MOST_ELEMENTS, problems);
        Optional<Batch> batch = new BatchReader(source, outer, inner).read();
        return source.find("forEach")
                .flatMap(outer::value)
                .map(list -> new Repetition(list, when, concurrency, elements, batch));
    }

    private Acceptance acceptance(Optional<SourceKind> kind) {
        if (!source.has("require") && !source.has("value")) {
            return new Acceptance(missing(kind), invalid(), List.of(), Optional.empty());
        }
        Map<String, Shape> more = new TreeMap<>(Map.of(ReservedVariables.VALUE, answer));
        kind.map(SourceKind::answerVariables).ifPresent(names -> names.forEach(name -> more.put(name, Shape.UNKNOWN)));
        TemplateReader known = answers.knowing(more).alone();
        List<Requirement> require = source.each("require").stream()
                .map(new RequirementReader(known)::read)
                .flatMap(Optional::stream)
                .toList();
        Optional<JsonTemplate> value = source.find("value").flatMap(known::value);
        return new Acceptance(missing(kind), invalid(), require, value);
    }

    private Missing missing(Optional<SourceKind> kind) {
        YamlNode node = source.get(MISSING);
        if (node == null) {
            Missing byDefault = kind.map(SourceKind::missingByDefault).orElse(Missing.FAILS);
            return byDefault.equals(Missing.NULL) && source.has("require") ? Missing.AS_REQUIRED : byDefault;
        }
        if (node instanceof YamlScalar scalar && scalar.value() == null) {
            return Missing.NULL;
        }
        OptionalInt status = RequirementReader.clientError(node);
        if (status.isEmpty()) {
            problems.add(
                    ProblemCode.WRONG_VALUE,
                    node,
                    "missing must be a status from 400 to 499 (of the answer) or null (the value is null)");
            return Missing.FAILS;
        }
        return Missing.answeredWith(status.getAsInt());
    }

    private OptionalInt invalid() {
        Optional<YamlNode> node = source.find("invalid");
        OptionalInt status = node.map(RequirementReader::clientError).orElse(OptionalInt.empty());
        if (node.isPresent() && status.isEmpty()) {
            problems.add(
                    ProblemCode.WRONG_VALUE,
                    node.get(),
                    "invalid must be a status from 400 to 499, that of the answer");
        }
        return status;
    }

    private Optional<Fallback> own(boolean forgiving) {
        return source.find("fallback")
                .flatMap(node -> inner.knowing(Set.of(ReservedVariables.ERROR)).document(node))
                .map(value -> new Fallback(Optional.of(value), forgiving));
    }
}
