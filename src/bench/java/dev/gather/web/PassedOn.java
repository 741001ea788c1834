package dev.gather.web;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to pass a backend's answer on to the caller: from its bytes to a value, and from that to the answer's bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public abstract class PassedOn {
    private @Nullable Object value;

    /** Makes the backend's bytes, and the value that they are read to. */
    @Setup
    public void prepare() {
        make();
        value = read();
    }

    /** Makes the backend's bytes. */
    protected abstract void make();

    /** From the backend's bytes to the source's value. */
    public abstract @Nullable Object read();

    /** From the source's value to the answer's bytes. */
    @Benchmark
    public byte[] write() {
        return JsonBody.write(value);
    }

    /** Both. */
    @Benchmark
    public byte[] readAndWrite() {
        return JsonBody.write(read());
    }
}
