package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Reference;
import dev.gather.expression.Template;
import dev.gather.failure.Verdict;
import dev.gather.source.Durations;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a composition as written into a resolved one, and notes all its problems. */
final class CompositionResolver {
    private static final Set<String> OWN_HEADERS = Set.of(
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "server-timing",
            "gather-degraded");

    private final CompositionLoader loader;
    private final Problems problems;
    private final Map<String, Set<String>> owners;

    CompositionResolver(CompositionLoader loader, Problems problems) {
        this.loader = loader;
        this.problems = problems;
        this.owners = SourceResolver.owners(loader.kinds());
    }

    /** The resolved composition; empty or incomplete if a problem was noted. */
    Optional<Composition> resolve(CompositionYaml yaml) {
        Composition.Endpoint endpoint = new Composition.Endpoint(
                description(yaml.get("description")),
                route(yaml.get("route")),
                new InputReader(problems).read(yaml.get("input")),
                new ToolReader(yaml, problems).read(loader.tools(), !loader.forgiving()));
        Composition.Limits limits = new Composition.Limits(
                Durations.read(yaml.get("timeout"), problems),
                yaml.flag("transaction", problems),
                yaml.flag("snapshot", problems));
        List<Draft> drafts = drafts(yaml);
        List<Step> steps = new Plan(drafts, problems).inOrder();
        TemplateReader templates = yaml.templates(problems);
        Optional<Composition> composition = answer(yaml, templates)
                .map(answer -> new Composition(yaml.name(), endpoint, limits, new Steps(steps), answer));
        composition.ifPresent(resolved -> WriteRules.check(yaml, resolved, problems));
        composition.ifPresent(resolved -> SnapshotRules.check(yaml, resolved, problems));
        if (!loader.forgiving() && composition.isPresent()) {
            SingleElements.check(yaml, composition.get().answer().document(), problems);
            Unused.check(yaml, drafts, templates.named(), problems);
        }
        composition.filter(resolved -> !problems.hasErrors()).ifPresent(resolved -> loader.planned()
                .ifPresent(time -> new PlanWarnings(
                                yaml, resolved, resolved.limits().least(time), problems)
                        .check(loader.kinds())));
        return composition;
    }

    private List<Draft> drafts(CompositionYaml yaml) {
        SourceResolver sources = new SourceResolver(loader, owners, yaml, problems);
        List<Draft> drafts = new ArrayList<>();
        yaml.sources().forEach(source -> sources.resolve(source).ifPresent(drafts::add));
        yaml.values().forEach(value -> value(yaml, value).ifPresent(drafts::add));
        Optional.ofNullable(yaml.get("assert")).ifPresent(node -> node.each()
                .forEach(each -> assertion(yaml, each).ifPresent(drafts::add)));
        return drafts;
    }

    private Optional<Draft> value(CompositionYaml yaml, YamlMap.Entry entry) {
        TemplateReader templates = yaml.templates(problems);
        String name = entry.key().text();
        return templates
                .value(entry.value())
                .map(made -> new Draft(
                        name,
                        entry.key(),
                        Draft.Role.VALUE,
                        templates.named(),
                        dependencies -> new NamedValue(name, made, dependencies)));
    }

    private Optional<Draft> assertion(CompositionYaml yaml, YamlNode node) {
        TemplateReader templates = yaml.templates(problems);
        return new RequirementReader(templates)
                .read(node)
                .map(made -> new Draft(
                        node.path(),
                        node,
                        Draft.Role.ASSERTION,
                        templates.named(),
                        dependencies -> new Assertion(
                                node.path(), made.orStatus(Verdict.UNPROCESSABLE_CONTENT.status()), dependencies)));
    }

    private Optional<Composition.Answer> answer(CompositionYaml yaml, TemplateReader templates) {
        Map<String, Template> headers = headers(yaml, templates);
        Optional<JsonTemplate> status = Optional.ofNullable(yaml.get("status")).flatMap(templates::value);
        boolean cacheable = cacheable(yaml.get("degraded"));
        Optional<Returns> returns = loader.promises()
                ? Optional.ofNullable(yaml.get("returns")).flatMap(new ReturnsReader(problems)::read)
                : Optional.empty();
        return Optional.ofNullable(yaml.get("output"))
                .flatMap(templates::document)
                .map(document -> new Composition.Answer(document, status, headers, cacheable, returns));
    }

    private Map<String, Template> headers(CompositionYaml yaml, TemplateReader templates) {
        YamlNode node = yaml.get("headers");
        Map<String, Template> headers = templates.headers(node, OWN_HEADERS::contains, "Gather sets");
        Template challenge = headers.get("www-authenticate");
        if (node != null && challenge != null) {
            challenge.references().stream()
                    .map(Reference::name)
                    .filter(yaml.stepNames()::contains)
                    .forEach(name -> problems.add(
                            ProblemCode.MISPLACED_EXPRESSION,
                            node,
                            "www-authenticate goes with a 401, where $" + name + " may not be there",
                            "name $input and $request only"));
        }
        return headers;
    }

    /** Whether an answer may be cached although a source fell back. */
    private boolean cacheable(@Nullable YamlNode node) {
        if (node == null) {
            return false;
        }
        if (!"cacheable".equals(node.plain())) {
            problems.add(
                    ProblemCode.WRONG_VALUE,
                    node,
                    "degraded can only be cacheable",
                    "write degraded: cacheable, or remove it");
        }
        return true;
    }

    private Optional<String> description(@Nullable YamlNode node) {
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof YamlScalar scalar && scalar.value() instanceof String text) {
            return Optional.of(text.strip());
        }
        problems.add(ProblemCode.WRONG_VALUE, node, "description must be a string, not " + node.kind());
        return Optional.empty();
    }

    private Optional<Route> route(@Nullable YamlNode node) {
        if (node == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Route.parse(node instanceof YamlScalar scalar ? scalar.text() : ""));
        } catch (IllegalArgumentException e) {
            problems.add(ProblemCode.INVALID_ROUTE, node, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
