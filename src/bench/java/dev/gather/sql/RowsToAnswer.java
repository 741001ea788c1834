package dev.gather.sql;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gather.dev.EmbeddedDatabase;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to answer with the rows of a query, from the call to the answer's bytes, over a database on this machine: with
 * Gather, and with a loop written by hand over the same client. {@link RowRatios} compares them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xbatch")
public class RowsToAnswer {
    /** The system property with the URL of a database that has the table; without it, one is started. */
    static final String DATABASE = "rows.database";

    /** So many calls, one after another on the event loop, hide what it takes to wake the benchmark's thread. */
    private static final int CALLS = 10;

    private static final int CHECKED_ROWS = 25;

    /** So much processor time of the event loop, whatever else the machine does, until all code is compiled: nanoseconds. */
    private static final long WARM_UP = 2_000_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What an answer has of the rows. */
    public enum Output {
        /** All columns under their names. */
        WHOLE,
        /** Four columns under other names. */
        PICKED
    }

    /** What answers. */
    public enum Way {
        /** A loop written by hand. */
        LOOP,
        /** A composition. */
        GATHER
    }

    /** The event loop's processor time. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Processor {
        /** Nanoseconds. */
        public long cpu;

        /** The calls that took them. */
        public long calls;
    }

    /** How many columns are selected. */
    @Param({"5", "20", "50"})
    public int columns;

    /** How many rows. */
    @Param({"1", "10", "100", "1000", "10000"})
    public int rows;

    /** What the answer has of them. */
    @Param
    public Output output;

    /** What answers. */
    @Param
    public Way way;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context eventLoop = vertx.getOrCreateContext();
    private @Nullable EmbeddedDatabase started;
    private RowsProgram program;

    /** Starts a database if there is none, and checks that both ways come to the same. */
    @Setup
    public void prepare() throws IOException {
        MySQLConnectOptions database = MySQLConnectOptions.fromUri(url())
                .setUser(EmbeddedDatabase.USER)
                .setPassword(EmbeddedDatabase.PASSWORD)
                .setCachePreparedStatements(true);
        RowsProgram loop = HandWrittenLoop.of(vertx, database, columns, output);
        RowsProgram composition = GatheredRows.of(vertx, database, columns, output);
        program = way == Way.LOOP ? loop : composition;
        ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        JsonNode expected = json.readTree(answer(loop, CHECKED_ROWS));
        if (!json.readTree(answer(composition, CHECKED_ROWS)).equals(expected)) {
            throw new IllegalStateException("the composition answers differently from the loop: " + expected);
        }
        Processor warmingUp = new Processor();
        while (warmingUp.cpu < WARM_UP) {
            byte[] unused = answers(warmingUp);
        }
    }

    private String url() {
        String known = System.getProperty(DATABASE);
        if (known != null) {
            return known;
        }
        EmbeddedDatabase database = EmbeddedDatabase.start();
        started = database;
        WideTable.create(database);
        return database.url();
    }

    private byte[] answer(RowsProgram from, int count) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        eventLoop.runOnContext(now -> from.answer(count).onComplete(answered -> complete(answer, answered)));
        return answer.join();
    }

    private static void complete(CompletableFuture<byte[]> answer, AsyncResult<byte[]> answered) {
        if (answered.succeeded()) {
            answer.complete(answered.result());
        } else {
            answer.completeExceptionally(answered.cause());
        }
    }

    /** The last of some answers. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public byte[] answers(Processor processor) {
        CompletableFuture<byte[]> last = new CompletableFuture<>();
        eventLoop.runOnContext(now -> call(CALLS, THREADS.getCurrentThreadCpuTime(), last, processor));
        byte[] answer = last.join();
        processor.calls += CALLS;
        return answer;
    }

    /** @param start the event loop's processor time before the first call */
    private void call(int left, long start, CompletableFuture<byte[]> last, Processor processor) {
        program.answer(rows).onComplete(answered -> {
            if (left > 1 && answered.succeeded()) {
                call(left - 1, start, last, processor);
            } else {
                processor.cpu += THREADS.getCurrentThreadCpuTime() - start;
                complete(last, answered);
            }
        });
    }

    /** Stops what was started. */
    @TearDown
    public void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        if (started != null) {
            started.close();
        }
    }
}
