package dev.gather.http;

import dev.gather.expression.Template;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves the names of upstreams in a call. */
final class UpstreamReader {
    private static final String UPSTREAMS = "upstreams";
    private static final String LIST_REMEDY = "write it as [a, b]";

    private final Upstreams upstreams;
    private final TemplateReader templates;
    private final Problems problems;

    UpstreamReader(Upstreams upstreams, TemplateReader templates) {
        this.upstreams = upstreams;
        this.templates = templates;
        this.problems = templates.problems();
    }

    /**
     * The choice of a mapping: a name under {@code upstream}, or an expression for one of those under {@code upstreams}.
     *
     * @param written the value of {@code upstream}
     */
    Optional<UpstreamChoice> choice(YamlMap map, YamlScalar written) {
        YamlNode names = map.get(UPSTREAMS);
        if (Template.isTemplate(written.text())) {
            return byName(written, names);
        }
        problems.addAtKey(
                ProblemCode.CONFLICTING_KEYS,
                map,
                UPSTREAMS,
                "upstreams lists the names for an upstream that is an expression",
                "write upstream: '{% … %}', or remove upstreams");
        return names == null ? named(written, written.text()).map(UpstreamChoice.Only::new) : Optional.empty();
    }

    private Optional<UpstreamChoice> byName(YamlScalar written, @Nullable YamlNode names) {
        Optional<Template> template = templates.template(written).map(UpstreamReader::trimmed);
        if (names == null) {
            problems.add(
                    ProblemCode.MISSING_KEY,
                    written,
                    "an expression can only choose among upstreams that are named",
                    "add upstreams: [a, b] beside it");
            return Optional.empty();
        }
        Map<String, Upstream> named = all(names);
        return named.isEmpty() ? Optional.empty() : template.map(name -> new UpstreamChoice.ByName(named, name));
    }

    private static Template trimmed(Template template) {
        return template.isExpression() ? new Template(List.of(template.holes().get(0))) : template;
    }

    /** The upstreams of a list of names; empty if a problem was noted. */
    private Map<String, Upstream> all(YamlNode node) {
        if (!(node instanceof YamlList list)) {
            problems.add(
                    ProblemCode.WRONG_VALUE,
                    node,
                    "upstreams must be a list of names, not " + node.kind(),
                    LIST_REMEDY);
            return Map.of();
        }
        if (list.elements().isEmpty()) {
            problems.add(ProblemCode.WRONG_VALUE, node, "upstreams has no name", LIST_REMEDY);
        }
        Map<String, Upstream> named = new LinkedHashMap<>();
        int found = 0;
        for (YamlNode element : list.elements()) {
            Optional<Upstream> upstream = named(element);
            upstream.ifPresent(one -> named.put(one.toString(), one));
            found += upstream.isPresent() ? 1 : 0;
        }
        return found == list.elements().size() ? named : Map.of();
    }

    private Optional<Upstream> named(YamlNode element) {
        if (element instanceof YamlScalar scalar && scalar.value() instanceof String name) {
            return Template.isTemplate(name) ? unnamed(element, "an expression") : named(scalar, name);
        }
        return unnamed(element, element.kind());
    }

    private Optional<Upstream> unnamed(YamlNode element, String kind) {
        problems.add(ProblemCode.WRONG_VALUE, element, "upstreams must have the names of upstreams, not " + kind);
        return Optional.empty();
    }

    /** Notes the parameters of a query that the configuration of an upstream sets, too. */
    void checkQuery(YamlNode node, UpstreamChoice choice, QueryTemplate query) {
        query.parameters().stream()
                .map(parameter -> URLDecoder.decode(parameter.name(), StandardCharsets.UTF_8))
                .filter(name -> choice.all().stream().anyMatch(upstream -> upstream.setsParameter(name)))
                .forEach(name -> problems.add(
                        ProblemCode.SET_TWICE,
                        node,
                        "the configuration of the upstream sets the query parameter '" + name + "'",
                        "remove one of them"));
    }

    /** Notes headers that the authentication of an upstream sets. */
    void checkHeaders(YamlNode node, UpstreamChoice choice, Set<String> headers) {
        headers.stream()
                .filter(name -> choice.all().stream().anyMatch(upstream -> upstream.authenticatesBy(name)))
                .sorted()
                .forEach(name -> problems.add(
                        ProblemCode.SET_TWICE,
                        node,
                        "the authentication of the upstream sets the header '" + name + "'",
                        "remove the header, or auth from the configuration of the upstream"));
    }

    /** The upstream with a name, for requests of HTTP; empty if it cannot be used for them, which is noted as a problem. */
    Optional<Upstream> named(YamlScalar scalar, String name) {
        Optional<Upstream> upstream = any(scalar, name, "url");
        if (upstream.isPresent() && upstream.get().function().isPresent()) {
            problems.add(
                    ProblemCode.UNUSABLE_UPSTREAM,
                    scalar,
                    "the upstream '" + name + "' is a function",
                    "write lambda: " + name + ", with payload");
            return Optional.empty();
        }
        return upstream;
    }

    /** The upstream with a name that is a function; empty if it is none or cannot be used, which is noted as a problem. */
    Optional<Upstream> function(YamlScalar scalar, String name) {
        Optional<Upstream> upstream = any(scalar, name, "function");
        if (upstream.isPresent() && upstream.get().function().isEmpty() && !upstreams.isUnknown(name)) {
            problems.add(
                    ProblemCode.UNUSABLE_UPSTREAM,
                    scalar,
                    "the upstream '" + name + "' is no function",
                    "set gather.upstreams." + name + ".function, or write http");
            return Optional.empty();
        }
        return upstream;
    }

    /** @param required the property that an upstream of this kind has */
    private Optional<Upstream> any(YamlScalar scalar, String name, String required) {
        Optional<String> fault = upstreams.fault(name);
        if (fault.isPresent()) {
            problems.add(
                    ProblemCode.UNUSABLE_UPSTREAM,
                    scalar,
                    "the upstream '" + name + "' cannot be used: " + fault.get());
            return Optional.empty();
        }
        Optional<Upstream> upstream = upstreams.find(name);
        if (upstreams.isUnknown(name)) {
            String remedy = DidYouMean.remedy(name, upstreams.names(), "");
            problems.addUnconfigured(
                    ProblemCode.UNKNOWN_UPSTREAM,
                    scalar,
                    "unknown upstream '" + name + "'",
                    remedy + (remedy.startsWith("did") ? "" : "; set gather.upstreams." + name + "." + required),
                    upstream.isPresent());
        }
        return upstream;
    }
}
