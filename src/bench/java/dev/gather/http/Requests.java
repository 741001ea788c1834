package dev.gather.http;

import dev.gather.config.GatherConfig;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.source.Call;
import dev.gather.source.Request;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to make the request of an HTTP source: {@code GET parts:/parts/{% $item.id %}?in={% $item.name %}}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Requests {
    private final Call plain = call(Map.of());
    private final Call withHeader = call(Map.of("x-part", template("{% $item.name %}")));
    private final Request request = plain.render(variables()).orElseThrow();
    private final Variables variables = variables();

    private static Variables variables() {
        return Variables.within(() -> Duration.ofSeconds(5)).with("item", Map.of("id", 17, "name", "a b"));
    }

    private static Call call(Map<String, Template> headers) {
        PathTemplate path = new PathTemplate(List.of(template("parts"), template("{% $item.id %}")));
        QueryTemplate query =
                new QueryTemplate(List.of(new QueryTemplate.Parameter("in", template("{% $item.name %}"))));
        RequestTemplate request =
                new RequestTemplate("GET", new TargetTemplate(path, query), headers, Optional.empty());
        return new HttpCall(
                new UpstreamChoice.Only(upstream()),
                request,
                AnswerRules.DEFAULT,
                RequestRules.DEFAULT,
                Optional.empty());
    }

    private static Upstream upstream() {
        GatherConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.upstreams.parts.url", "http://localhost")
                .build()
                .getConfigMapping(GatherConfig.class);
        return new Upstream("parts", config.upstreams().get("parts"));
    }

    private static Template template(String text) {
        try {
            return Template.parse(text);
        } catch (ExpressionSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A request with the headers of its upstream alone. */
    @Benchmark
    public Optional<Request> render() {
        return plain.render(variables);
    }

    /** One with a header of its own. */
    @Benchmark
    public Optional<Request> renderWithHeader() {
        return withHeader.render(variables);
    }

    /** By what equal requests of a source are recognized. */
    @Benchmark
    public String key() {
        return request.key();
    }
}
