package dev.gather.composition;

import dev.gather.composition.Source.Fallback;
import dev.gather.source.Call;
import dev.gather.source.Fetch;
import dev.gather.source.OptionalKind;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Shape;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.source.Writes;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Resolves one source: its kind and the layers around requests read their own keys, the others are common to all. */
final class SourceResolver {
    private final CompositionLoader loader;
    private final CompositionYaml composition;
    private final Set<String> steps;
    private final Map<String, Set<String>> owners;
    private final boolean partial;
    private final Problems problems;

    /** @param owners the kinds that have each option, see {@link #owners} */
    SourceResolver(
            CompositionLoader loader, Map<String, Set<String>> owners, CompositionYaml composition, Problems problems) {
        this.loader = loader;
        this.composition = composition;
        this.steps = composition.stepNames();
        this.owners = owners;
        this.partial = composition.flag("partial", problems);
        this.problems = problems;
    }

    /** Resolves a source; empty if its call could not be resolved. */
    Optional<Draft> resolve(SourceYaml source) {
        TemplateReader outer = composition.templates(problems);
        SourceTemplates templates = SourceTemplates.of(source, outer);
        Optional<SourceKind> kind =
                loader.kinds().stream().filter(found -> source.has(found.key())).findFirst();
        checkOptions(source);
        TemplateReader requests = templates.answers().alone();
        Optional<Call> call = kind.flatMap(found -> found.resolve(source, requests));
        Fetch fetch = loader.stack().resolve(source, call, problems);
        RulesReader reader = new RulesReader(source, templates, answer(source));
        boolean writes = call.filter(made -> made.writes() != Writes.NO).isPresent();
        Source.Rules rules = reader.read(kind, partial(reader.first() || writes), loader.forgiving());
        checkAnswerVariables(source, outer);
        return call.map(made -> {
            Source.Retrieval retrieval = new Source.Retrieval(
                    kind.get().key(),
                    made,
                    fetch,
                    steps(requests),
                    loader.planned().map(time -> loader.stack().cost(source, call)));
            return new Draft(
                    source.name(),
                    source.key(),
                    rules.first() ? Draft.Role.FIRST : role(made),
                    steps(outer),
                    dependencies -> new Source(source.name(), retrieval, rules, dependencies));
        });
    }

    /** What is known of an answer before the source makes its own value of it. */
    private Shape answer(SourceYaml source) {
        return loader.forgiving()
                ? Shape.UNKNOWN
                : new SourceShape(composition, source).answer(loader.kinds(), loader.lock());
    }

    private static Draft.Role role(Call call) {
        return call.writes() != Writes.NO || call.changes() ? Draft.Role.CHANGING : Draft.Role.SOURCE;
    }

    /** The steps of the composition that templates name. */
    private Set<String> steps(TemplateReader templates) {
        return templates.named().stream().filter(steps::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** What replaces the failure of a source that does not say it: nobody relies on the end of such a source. */
    private Optional<Fallback> partial(boolean reliedOn) {
        return partial && !reliedOn
                ? Optional.of(new Fallback(Optional.empty(), loader.forgiving()))
                : Optional.empty();
    }

    /** The kinds whose options have a name, by that name. */
    static Map<String, Set<String>> owners(List<SourceKind> kinds) {
        Map<String, Set<String>> owners = new HashMap<>();
        for (SourceKind kind : kinds) {
            kind.options().forEach(option -> owners.computeIfAbsent(option, absent -> new TreeSet<>())
                    .add(kind.key()));
        }
        return owners;
    }

    private void checkOptions(SourceYaml source) {
        Set<String> kindKeys = loader.kinds().stream().map(SourceKind::key).collect(Collectors.toSet());
        if (OptionalKind.missing(source.body(), kindKeys).isPresent()) {
            return; // Its options may be those of no kind, or of another.
        }
        for (String option : source.body().entries().keySet()) {
            Set<String> kinds = owners.get(option);
            if (kinds != null && kinds.stream().noneMatch(source::has)) {
                String fault = "'" + option + "' belongs to sources with " + String.join(" or ", kinds);
                problems.addAtKey(ProblemCode.CONFLICTING_KEYS, source.body(), option, fault, "");
            }
        }
    }

    /** In some keys, some variables are about the answer, and not a source of the same name. */
    private void checkAnswerVariables(SourceYaml source, TemplateReader templates) {
        checkNames(source, templates, ReservedVariables.OF_AN_ANSWER, List.of("require", "value"));
        checkNames(source, templates, ReservedVariables.OF_A_PAGE, List.of("paginate"));
        checkNames(source, templates, ReservedVariables.OF_A_BATCH, List.of(BatchReader.BATCH));
    }

    private void checkNames(SourceYaml source, TemplateReader templates, Set<String> names, List<String> keys) {
        if (keys.stream().noneMatch(source::has)) {
            return;
        }
        for (String name : names) {
            if (steps.contains(name) && templates.named().contains(name)) {
                problems.add(
                        ProblemCode.INVALID_NAME,
                        source.key(),
                        "$" + name + " is about the answer in " + String.join(" and ", keys)
                                + ", and also a source's name",
                        "rename the source '" + name + "'");
            }
        }
    }
}
