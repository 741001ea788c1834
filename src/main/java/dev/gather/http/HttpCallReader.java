package dev.gather.http;

import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Template;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves the value of {@code http}: a line of text, or a mapping with the same parts, headers and a body. */
final class HttpCallReader {
    private static final Set<String> KEYS =
            Set.of("method", "upstream", "upstreams", "path", "query", "headers", "body");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z]+)\\s+([A-Za-z0-9_.-]+):(?=/)");
    private static final String LINE_REMEDY = "write METHOD upstream:/path?query, as in GET carrier:/parcels";

    private final UpstreamReader upstreams;
    private final AnswerRules answers;
    private final RequestRules requests;
    private final TemplateReader templates;
    private final Problems problems;

    /**
     * @param answers what becomes of the answers
     * @param requests how the requests are sent
     */
    HttpCallReader(Upstreams upstreams, TemplateReader templates, AnswerRules answers, RequestRules requests) {
        this.upstreams = new UpstreamReader(upstreams, templates);
        this.answers = answers;
        this.requests = requests;
        this.templates = templates;
        this.problems = templates.problems();
    }

    Optional<HttpCall> read(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return line(scalar);
        }
        if (node instanceof YamlMap map) {
            return mapping(map);
        }
        problems.add(
                ProblemCode.WRONG_VALUE, node, "http must be a string or a mapping, not " + node.kind(), LINE_REMEDY);
        return Optional.empty();
    }

    private Optional<HttpCall> line(YamlScalar scalar) {
        Matcher head = LINE.matcher(scalar.text());
        if (!head.lookingAt()) {
            problems.add(ProblemCode.INVALID_CALL, scalar, "not an HTTP call with a named upstream", LINE_REMEDY);
            return Optional.empty();
        }
        Optional<String> method = method(scalar, head.group(1));
        Optional<Upstream> upstream = upstreams.named(scalar, head.group(2));
        Optional<TargetTemplate> target = templates
                .template(scalar)
                .flatMap(template -> new TargetReader(scalar, problems).read(template, head.end()));
        return method.isPresent() && upstream.isPresent() && target.isPresent()
                ? Optional.of(call(
                        scalar,
                        new UpstreamChoice.Only(upstream.get()),
                        new RequestTemplate(method.get(), target.get(), Map.of(), Optional.empty())))
                : Optional.empty();
    }

    private Optional<HttpCall> mapping(YamlMap map) {
        problems.addUnknownKeys(map, KEYS);
        Optional<String> method = text(map, "method").flatMap(scalar -> method(scalar, scalar.text()));
        Optional<UpstreamChoice> upstream = text(map, "upstream").flatMap(scalar -> upstreams.choice(map, scalar));
        Optional<TargetTemplate> target = text(map, "path").flatMap(this::target);
        QueryTemplate query = query(map.get("query"));
        Map<String, Template> headers =
                templates.headers(map.get("headers"), HeaderRules::belongsToConnection, "the HTTP client sets");
        new FormCheck(problems).check(headers.get("content-type"), map.get("body"));
        Optional<JsonTemplate> body = Optional.ofNullable(map.get("body")).flatMap(templates::document);
        if (method.isEmpty() || upstream.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(call(
                map,
                upstream.get(),
                new RequestTemplate(method.get(), target.get().and(query), headers, body)));
    }

    private HttpCall call(YamlNode node, UpstreamChoice upstream, RequestTemplate template) {
        upstreams.checkQuery(node, upstream, template.target().query());
        upstreams.checkHeaders(node, upstream, template.headers().keySet());
        checkKey(node, template);
        AnswerRules rules = template.method().equals("HEAD") ? answers.ofHead() : answers;
        return new HttpCall(upstream, template, rules, requests, Optional.empty());
    }

    private void checkKey(YamlNode node, RequestTemplate template) {
        if (requests.keyed() && template.headers().containsKey(RequestRules.IDEMPOTENCY_KEY)) {
            problems.add(
                    ProblemCode.CONFLICTING_KEYS,
                    node,
                    "idempotency-key makes the header of that name",
                    "remove one of them");
        }
        if (requests.keyed()
                && (template.method().equals("GET") || template.method().equals("HEAD"))) {
            problems.add(
                    ProblemCode.CONFLICTING_KEYS,
                    node,
                    "a " + template.method() + " may be repeated without idempotency-key",
                    "remove the key");
        }
    }

    private Optional<YamlScalar> text(YamlMap map, String key) {
        YamlNode value = map.get(key);
        if (value == null) {
            problems.add(ProblemCode.MISSING_KEY, map, key + " is missing");
        } else if (value instanceof YamlScalar scalar && scalar.value() instanceof String) {
            return Optional.of(scalar);
        } else {
            problems.add(ProblemCode.WRONG_VALUE, value, key + " must be a string, not " + value.kind());
        }
        return Optional.empty();
    }

    private Optional<String> method(YamlScalar scalar, String written) {
        String method = written.toUpperCase(Locale.ROOT);
        if (METHODS.contains(method)) {
            return Optional.of(method);
        }
        problems.add(
                ProblemCode.INVALID_CALL, scalar, "unknown method " + written, DidYouMean.remedy(written, METHODS, ""));
        return Optional.empty();
    }

    private Optional<TargetTemplate> target(YamlScalar path) {
        if (!path.text().startsWith("/")) {
            problems.add(ProblemCode.INVALID_CALL, path, "a path starts with a slash");
            return Optional.empty();
        }
        return templates.template(path).flatMap(template -> new TargetReader(path, problems).read(template, 0));
    }

    private QueryTemplate query(@Nullable YamlNode node) {
        List<QueryTemplate.Parameter> parameters = new ArrayList<>();
        if (node instanceof YamlMap map) {
            map.entries().forEach((name, entry) -> values(entry.value()).forEach(value -> templates
                    .template(value)
                    .filter(template -> value.value() != null)
                    .ifPresent(template -> parameters.add(
                            new QueryTemplate.Parameter(PercentEncoding.encode(name), encodeText(template))))));
        } else if (node != null) {
            problems.add(ProblemCode.WRONG_VALUE, node, "query must be a mapping, not " + node.kind());
        }
        return new QueryTemplate(List.copyOf(parameters));
    }

    /** The scalars of a query parameter. Anything else is a problem, and the result is empty. */
    private List<YamlScalar> values(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return List.of(scalar);
        }
        if (node instanceof YamlList list && list.elements().stream().allMatch(YamlScalar.class::isInstance)) {
            return list.elements().stream().map(YamlScalar.class::cast).toList();
        }
        problems.add(ProblemCode.WRONG_VALUE, node, "a query parameter must be a string or a list of strings");
        return List.of();
    }

    /** Encodes the literal text of a query parameter: unlike in a line, it is written unencoded in a mapping. */
    private static Template encodeText(Template template) {
        if (template.isExpression()) {
            return new Template(List.of(template.holes().get(0)));
        }
        return new Template(template.parts().stream()
                .map(part -> part instanceof Template.Text text
                        ? new Template.Text(PercentEncoding.encode(text.text()), text.offset())
                        : part)
                .toList());
    }
}
