package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.config.GatherConfig;
import dev.gather.expression.Variables;
import dev.gather.fetch.Layers;
import dev.gather.source.MemoryBudget;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Scope;
import dev.gather.time.Clock;
import dev.gather.time.Deadline;
import dev.gather.time.ManualClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A composition whose sources answer at once. */
final class InstantRun {
    private static final Duration TIME = Duration.ofSeconds(5);

    private final Clock clock = new ManualClock();
    private final Composition composition;
    private final Map<String, Object> input;

    private InstantRun(String composition, Map<String, Object> input) {
        GatherConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .build()
                .getConfigMapping(GatherConfig.class);
        this.composition = new CompositionLoader(List.of(new InstantKind(config)), new Layers(config, clock), true)
                .load(List.of(new CompositionFile("test", "test.yaml", composition)))
                .find("test")
                .orElseThrow();
        this.input = input;
    }

    /** So many sources with a name each. */
    static InstantRun named(int sources) {
        String text = IntStream.range(0, sources)
                        .mapToObj(i -> "  s" + i + ": { instant: 'a{% $input.x %}' }\n")
                        .collect(Collectors.joining("", "sources:\n", "output:\n"))
                + IntStream.range(0, sources)
                        .mapToObj(i -> "  s" + i + ": '{% $s" + i + " %}'\n")
                        .collect(Collectors.joining());
        return new InstantRun(text, Map.of("x", 1));
    }

    /** One source with so many different elements. */
    static InstantRun forEach(int elements) {
        String text = """
                sources:
                  s: { forEach: $input.list, concurrency: 1000, instant: 'a{% $item %}' }
                output: '{% $s %}'
                """;
        return new InstantRun(
                text, Map.of("list", IntStream.range(0, elements).boxed().toList()));
    }

    /** The output of one execution, which has ended when this returns. */
    Object output() {
        Deadline deadline = Deadline.in(TIME, clock);
        Variables arguments = Variables.within(deadline::forExpressions)
                .with(ReservedVariables.INPUT, input)
                .with(ReservedVariables.REQUEST, Map.of());
        Output output = new Output();
        new Execution(composition, arguments, new Scope(deadline, new MemoryBudget(100_000_000))).run(output);
        return output.made;
    }

    /** Keeps the output. */
    private static final class Output implements Execution.Listener {
        private Object made;

        @Override
        public void ended(Result result) {
            made = ((Result.Answer) result).output();
        }

        @Override
        public void lost(Throwable thrown) {
            made = thrown;
        }
    }
}
