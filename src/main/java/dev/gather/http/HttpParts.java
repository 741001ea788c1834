package dev.gather.http;

import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Template;
import dev.gather.source.BodyForm;
import dev.gather.source.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the requests of a resolved HTTP call are like, as far as it is known before anything runs: to be held against what an
 * upstream says of itself.
 *
 * @param targets the upstreams that it may be sent to
 * @param method in upper case
 * @param segments those of the path, percent-encoded; the offsets of their texts count within the YAML text with the path
 * @param query the parameters in their order
 * @param headers by name in lower case
 * @param body the document that is sent, if any
 * @param json whether the body of an answer is read as JSON
 */
public record HttpParts(
        List<Target> targets,
        String method,
        List<Template> segments,
        List<Parameter> query,
        Map<String, Template> headers,
        Optional<JsonTemplate> body,
        boolean json) {
    /**
     * An upstream, without the values of its configuration, which may be secret.
     *
     * @param name its name
     * @param basePath the path of its base URL, without a slash at the end; empty if there is none
     * @param headers the names of the headers that its requests have, or may have from the caller, in lower case
     * @param query the names of the parameters that its configuration adds to every query
     */
    public record Target(String name, String basePath, Set<String> headers, Set<String> query) {}

    /**
     * A parameter of the query.
     *
     * @param name percent-encoded
     * @param value its literal text percent-encoded
     */
    public record Parameter(String name, Template value) {}

    /** That of a call; empty if it is no HTTP call. */
    public static Optional<HttpParts> of(Call call) {
        return call instanceof HttpCall http ? Optional.of(of(http)) : Optional.empty();
    }

    private static HttpParts of(HttpCall call) {
        RequestTemplate template = call.template();
        return new HttpParts(
                call.upstream().all().stream().map(Upstream::target).toList(),
                template.method(),
                template.target().path().segments(),
                template.target().query().parameters().stream()
                        .map(parameter -> new Parameter(parameter.name(), parameter.value()))
                        .toList(),
                template.headers(),
                template.body(),
                call.answers().form() == BodyForm.JSON);
    }
}
