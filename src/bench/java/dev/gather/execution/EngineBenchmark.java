package dev.gather.execution;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
 * no expressions, deadline, retries or report. {@code -prof gc} shows the bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EngineBenchmark {
    /** The number of sources. */
    @Param({"1", "4", "16", "100", "500"})
    public int sources;

    private InstantRun named;
    private InstantRun elements;

    /** Loads the compositions. */
    @Setup
    public void prepare() {
        named = InstantRun.named(sources);
        elements = InstantRun.forEach(sources);
    }

    /** An execution of so many sources. */
    @Benchmark
    public Object named() {
        return named.output();
    }

    /** An execution of one source with so many elements. */
    @Benchmark
    public Object elements() {
        return elements.output();
    }

    /** The same by hand. */
    @Benchmark
    public Object byHand() {
        List<Uni<Object>> all = IntStream.range(0, sources)
                .mapToObj(i -> Uni.createFrom().item(() -> (Object) ("a" + i)))
                .toList();
        return Uni.join()
                .all(all)
                .andFailFast()
                .onItem()
                .transform(EngineBenchmark::document)
                .await()
                .indefinitely();
    }

    private static Map<String, Object> document(List<Object> values) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            document.put("s" + i, values.get(i));
        }
        return document;
    }
}
