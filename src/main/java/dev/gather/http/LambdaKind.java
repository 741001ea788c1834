package dev.gather.http;

import dev.gather.aws.LambdaFunction;
import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Template;
import dev.gather.source.Call;
import dev.gather.source.Missing;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlScalar;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sources that are other Lambda functions: {@code lambda: pricing} with {@code payload}. Such a function is an upstream of the
 * configuration, and invoking it is a request to Lambda's API, which is HTTP.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
@ApplicationScoped
class LambdaKind implements SourceKind {
    private static final String KEY = "lambda";
    private static final String PAYLOAD = "payload";
    private static final String RETRYABLE = "retryable";

    /** What each invocation has beside the payload: the client context of the one that it is made for, if that has one. */
    private static final String HEADERS = """
            x-amz-invocation-type: RequestResponse
            x-amz-client-context: '{% $exists($request.clientContext) ? $base64encode($string($request.clientContext)) %}'
            """;

    private final Upstreams upstreams;

    LambdaKind(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public Set<String> options() {
        return Set.of(PAYLOAD, RETRYABLE);
    }

    @Override
    public Missing missingByDefault() {
        return Missing.FAILS;
    }

    @Override
    public Optional<Call> resolve(SourceYaml source, TemplateReader templates) {
        Problems problems = templates.problems();
        AnswerRules answers = new AnswerRulesReader(source, problems).read().asOfFunction();
        RequestRules requests = new RequestRules(source.flag(RETRYABLE, problems), false, false);
        Optional<JsonTemplate> payload = templates.document(source.find(PAYLOAD).orElseGet(() -> own("{}")));
        Map<String, Template> headers = templates.headers(own(HEADERS), name -> false, KEY);
        Optional<Upstream> upstream =
                name(source.find(KEY).orElseThrow(), problems).flatMap(name -> named(name, templates));
        return upstream.isEmpty() || payload.isEmpty()
                ? Optional.empty()
                : target(upstream.get(), problems)
                        .map(target -> new RequestTemplate("POST", target, headers, payload))
                        .map(template -> new HttpCall(
                                new UpstreamChoice.Only(upstream.get()),
                                template,
                                answers,
                                requests,
                                Optional.empty()));
    }

    private static Optional<YamlScalar> name(YamlNode written, Problems problems) {
        if (written instanceof YamlScalar scalar
                && scalar.value() instanceof String text
                && !Template.isTemplate(text)) {
            return Optional.of(scalar);
        }
        problems.add(
                ProblemCode.WRONG_VALUE,
                written,
                "lambda must be the name of an upstream, not "
                        + (written.plain() instanceof String ? "an expression" : written.kind()),
                "write it as in lambda: pricing, with gather.upstreams.pricing.function in the configuration");
        return Optional.empty();
    }

    private Optional<Upstream> named(YamlScalar name, TemplateReader templates) {
        return new UpstreamReader(upstreams, templates)
                .function(name, name.text().strip());
    }

    /** That of an upstream without configuration, which a command never calls, is as good as any. */
    private static Optional<TargetTemplate> target(Upstream upstream, Problems problems) {
        String target = upstream.function().map(LambdaFunction::target).orElse("/");
        return new TargetReader((YamlScalar) own(target), problems)
                .read(new Template(List.of(new Template.Text(target, 0))), 0);
    }

    private static YamlNode own(String yaml) {
        return new YamlReader(KEY, yaml, new Problems()).read().orElseThrow();
    }
}
