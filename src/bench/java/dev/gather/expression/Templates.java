package dev.gather.expression;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to parse and to evaluate a template. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Templates {
    /** A literal, a plain path, a text with two of them, and expressions of JSONata. */
    @Param({
        "literal",
        "{% $item.id %}",
        "item {% $item.id %} of {% $item.name %}",
        "{% $item.price * 2 %}",
        "{% $sum($item.parts.price) %}"
    })
    public String text = "";

    private final Variables variables = Variables.within(() -> Duration.ofSeconds(5))
            .with(
                    "item",
                    Map.of(
                            "id",
                            17,
                            "name",
                            "part",
                            "price",
                            12.5,
                            "parts",
                            List.of(Map.of("price", 1), Map.of("price", 2), Map.of("price", 3))));

    private Template template = new Template(List.of());

    /** Parses it. */
    @Setup
    public void prepare() throws ExpressionSyntaxException {
        template = Template.parse(text);
    }

    /** From its text. */
    @Benchmark
    public Template parse() throws ExpressionSyntaxException {
        return Template.parse(text);
    }

    /** To its value. */
    @Benchmark
    public @Nullable Object evaluate() {
        return template.evaluate(variables);
    }
}
