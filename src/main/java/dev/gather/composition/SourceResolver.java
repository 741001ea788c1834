package dev.gather.composition;

import dev.gather.expression.Expression;
import dev.gather.expression.JsonTemplate;
import dev.gather.source.Call;
import dev.gather.source.Durations;
import dev.gather.source.Missing;
import dev.gather.source.Names;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resolves one source: its kind reads what is asked, this class the rules that all kinds share. */
final class SourceResolver {
    private static final int DEFAULT_CONCURRENCY = 16;
    private static final int MAX_CONCURRENCY = 1_000;
    private static final int DEFAULT_ELEMENTS = 10_000;
    private static final int MOST_ELEMENTS = 50_000;
    private static final int MAX_RETRIES = 10;
    private static final String CONCURRENCY = "concurrency";
    private static final String MAX_ELEMENTS = "max-elements";
    private static final String RETRIES = "retries";
    private static final String HEDGE = "hedge";

    private final List<SourceKind> kinds;
    private final Set<String> sourceNames;
    private final Problems problems;

    SourceResolver(List<SourceKind> kinds, List<SourceYaml> sources, Problems problems) {
        this.kinds = kinds;
        this.sourceNames = sources.stream().map(SourceYaml::name).collect(Collectors.toSet());
        this.problems = problems;
    }

    /** What every expression of the composition may name. */
    Set<String> globalNames() {
        Set<String> names = new TreeSet<>(sourceNames);
        names.add(Names.INPUT);
        names.add(Names.REQUEST);
        return names;
    }

    /** Resolves a source; a source in which a problem was noted may lack its call and is then left out. */
    Optional<Source> resolve(SourceYaml source) {
        TemplateReader outer = new TemplateReader(globalNames(), problems);
        boolean repeats = source.has("forEach");
        TemplateReader inner = repeats ? outer.knowing(Set.of(Names.ITEM, Names.INDEX)) : outer;
        checkKindOptions(source);
        Optional<SourceKind> kind = kind(source);
        Optional<Call> call = kind.flatMap(found -> found.resolve(source, inner));
        Source.Rules rules = new Source.Rules(
                when(source, inner),
                repetition(source, outer),
                limits(source),
                missing(source, kind),
                fallback(source, inner));
        call.ifPresent(asks -> checkRepetition(source, asks));
        return call.map(asks -> new Source(source.name(), kind.get().key(), asks, rules, dependencies(outer)));
    }

    private Source.Limits limits(SourceYaml source) {
        Optional<Duration> timeout = Durations.read(source.get("timeout"), problems);
        Optional<Duration> hedge = Durations.read(source.get(HEDGE), problems);
        if (timeout.isPresent() && hedge.isPresent() && hedge.get().compareTo(timeout.get()) >= 0) {
            problems.add(source.get(HEDGE), "the attempt has timed out by then", "hedge after less than the timeout");
        }
        return new Source.Limits(timeout, number(source.get(RETRIES), 0, 0, MAX_RETRIES, RETRIES), hedge);
    }

    /** What asks a service to do something is repeated only where the composition says that it may be. */
    private void checkRepetition(SourceYaml source, Call call) {
        if (call.repeatable()) {
            return;
        }
        Stream.of(RETRIES, HEDGE)
                .filter(source::has)
                .forEach(key -> problems.add(
                        source.body().entries().get(key).key(),
                        key + " would repeat a request that may not be idempotent",
                        "if it may be repeated, add retryable: true"));
    }

    private Set<String> dependencies(TemplateReader templates) {
        return templates.named().stream().filter(sourceNames::contains).collect(Collectors.toUnmodifiableSet());
    }

    private Optional<SourceKind> kind(SourceYaml source) {
        return kinds.stream().filter(kind -> source.has(kind.key())).findFirst();
    }

    private void checkKindOptions(SourceYaml source) {
        for (SourceKind kind : kinds) {
            if (!source.has(kind.key())) {
                kind.options().stream()
                        .filter(source::has)
                        .forEach(option -> problems.add(
                                source.body().entries().get(option).key(),
                                "'" + option + "' belongs to sources with " + kind.key()));
            }
        }
    }

    private Optional<Expression> when(SourceYaml source, TemplateReader templates) {
        return source.has("when") ? templates.expression(source.get("when")) : Optional.empty();
    }

    private Optional<Source.Repetition> repetition(SourceYaml source, TemplateReader templates) {
        if (!source.has("forEach")) {
            Stream.of(CONCURRENCY, MAX_ELEMENTS)
                    .filter(source::has)
                    .forEach(key -> problems.add(source.get(key), key + " belongs to sources with forEach"));
            return Optional.empty();
        }
        int concurrency = number(source.get(CONCURRENCY), DEFAULT_CONCURRENCY, 1, MAX_CONCURRENCY, CONCURRENCY);
        int elements = number(source.get(MAX_ELEMENTS), DEFAULT_ELEMENTS, 1, MOST_ELEMENTS, MAX_ELEMENTS);
        return templates
                .expression(source.get("forEach"))
                .map(list -> new Source.Repetition(list, concurrency, elements));
    }

    private int number(YamlNode node, int byDefault, int least, int most, String name) {
        if (node == null) {
            return byDefault;
        }
        if (node instanceof YamlScalar scalar
                && scalar.value() instanceof Integer number
                && number >= least
                && number <= most) {
            return number;
        }
        problems.add(node, name + " is a number from " + least + " to " + most);
        return byDefault;
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
            problems.add(node, "missing is 404 (the answer is 404) or null (the value is null)");
        }
        return Missing.NOT_FOUND;
    }

    private Optional<JsonTemplate> fallback(SourceYaml source, TemplateReader templates) {
        return source.has("fallback")
                ? templates.knowing(Set.of(Names.ERROR)).document(source.get("fallback"))
                : Optional.empty();
    }
}
