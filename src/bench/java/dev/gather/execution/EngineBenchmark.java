package dev.gather.execution;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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

/**
 * What an execution costs over sources that answer at once, beside the same fan-out written by hand with Mutiny, which has
 * no expressions, memory budget or report. {@code -prof gc} shows the bytes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EngineBenchmark {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Sources with a name each. */
    @State(Scope.Benchmark)
    public static class Named {
        /** How many; a composition has at most 500. */
        @Param({"1", "4", "16", "100", "500"})
        public int sources;

        private InstantRun run;

        /** Loads the composition. */
        @Setup
        public void prepare() {
            run = InstantRun.named(sources);
        }
    }

    /** One source with a list of elements. */
    @State(Scope.Benchmark)
    public static class Elements {
        /** How many. */
        @Param({"1", "4", "16", "100", "1000"})
        public int elements;

        private InstantRun run;

        /** Loads the composition. */
        @Setup
        public void prepare() {
            run = InstantRun.forEach(elements);
        }
    }

    /** The same by hand. */
    @State(Scope.Benchmark)
    public static class ByHand {
        /** How many requests. */
        @Param({"1", "4", "16", "100", "1000"})
        public int requests;

        private Object answers(Supplier<Uni<? extends Object>> request) {
            List<Uni<Object>> all = IntStream.range(0, requests)
                    .mapToObj(i -> Uni.createFrom().<Object>deferred(request))
                    .toList();
            return Uni.join()
                    .all(all)
                    .andFailFast()
                    .onItem()
                    .transform(EngineBenchmark::document)
                    .await()
                    .indefinitely();
        }
    }

    /** An execution of so many sources. */
    @Benchmark
    public Object named(Named named) {
        return named.run.output();
    }

    /** An execution of one source with so many elements. */
    @Benchmark
    public Object elements(Elements elements) {
        return elements.run.output();
    }

    /** Requests alone. */
    @Benchmark
    public Object byHand(ByHand byHand) {
        return byHand.answers(EngineBenchmark::answer);
    }

    /** Each with a timeout, two retries and a fallback. */
    @Benchmark
    public Object byHandWithLimits(ByHand byHand) {
        return byHand.answers(() -> answer().ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .retry()
                .atMost(2)
                .onFailure()
                .recoverWithItem("fallback"));
    }

    private static Uni<Object> answer() {
        return Uni.createFrom().item("answer");
    }

    private static Map<String, Object> document(List<Object> values) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            document.put("s" + i, values.get(i));
        }
        return document;
    }
}
