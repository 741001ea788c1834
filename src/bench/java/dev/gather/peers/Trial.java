package dev.gather.peers;

import dev.gather.packaged.FunctionProcess;
import dev.gather.packaged.ProcessCounters;
import dev.gather.packaged.RuntimeApiStandIn;
import dev.gather.packaged.RuntimeApiStandIn.Posted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One start of a function at one point: its first poll, its first answer, and warm ones for a while. */
final class Trial implements AutoCloseable {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final int REST_MILLIS = 20; // until what the function still does is over and counted
    private static final int LEAST_CALLS = 3;
    private static final int SHOWN = 1000; // characters of a log
    private static final double MILLION = 1e6;

    private final Point point;
    private final RuntimeApiStandIn api = new RuntimeApiStandIn();
    private final FunctionProcess process;
    private final Map<Measure, Double> measured = new EnumMap<>(Measure.class);
    private String answer = "";

    /** Starts the function. */
    Trial(Function function, Point point, Map<String, String> environment, Place place) throws Exception {
        this.point = point;
        try {
            process = place.start(
                    point.share(),
                    () -> FunctionProcess.start(function.command(), function.folder(), api, environment));
        } catch (Exception e) {
            api.close();
            throw e;
        }
    }

    /**
     * Measures it.
     *
     * @param warm how long warm invocations are measured; for as long they are not, before
     * @throws IllegalStateException if the function posts an error; with the end of its log
     * @throws java.util.concurrent.TimeoutException if it does not poll or answer
     */
    Map<Measure, Double> run(Duration warm) throws Exception {
        start();
        if (point.invokes()) {
            first();
            var unused = invokeFor(warm);
            warm(warm);
        }
        measured.put(Measure.MEMORY, process.counters().peakKibibytes() / 1024.0);
        return measured;
    }

    /** The first answer's document. */
    String answer() {
        return answer;
    }

    private void start() throws Exception {
        long poll = api.firstPoll().get(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS);
        measured.put(Measure.START_FAULTS, (double) process.counters().pageFaults());
        measured.put(Measure.FIRST_POLL, (poll - process.started()) / MILLION);
        measured.put(Measure.FIRST_POLL_CPU, rested().cpuNanos() / MILLION);
    }

    private void first() throws Exception {
        ProcessCounters before = process.counters();
        Posted posted = checked(api.invoke(event(), TIME_LIMIT).get(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS));
        answer = posted.body();
        measured.put(Measure.FIRST_ANSWER, posted.nanos() / MILLION);
        measured.put(Measure.FIRST_ANSWER_CPU, rested().since(before).cpuNanos() / MILLION);
    }

    private void warm(Duration time) throws Exception {
        ProcessCounters before = rested();
        OtherCpu other = OtherCpu.now();
        long start = System.nanoTime();
        List<Double> times = invokeFor(time);
        double seconds = (System.nanoTime() - start) / 1e9;
        measured.put(Measure.OTHER_CPU, OtherCpu.now().loadSince(other));
        ProcessCounters counted = rested().since(before);
        measured.put(Measure.MEDIAN, Quantiles.median(times));
        measured.put(Measure.NINETY_NINTH, Quantiles.of(times, 0.99));
        measured.put(Measure.CPU, counted.cpuNanos() / MILLION / times.size());
        measured.put(Measure.FAULTS, (double) counted.pageFaults() / times.size());
        measured.put(Measure.PER_SECOND, times.size() / seconds);
    }

    /** Keeps as many invocations under way as the point says, and returns what each took, in milliseconds. */
    private List<Double> invokeFor(Duration time) throws Exception {
        List<CompletableFuture<Double>> invocations = new ArrayList<>();
        Semaphore free = new Semaphore(point.concurrency());
        long end = System.nanoTime() + time.toNanos();
        int least = Math.max(LEAST_CALLS, point.concurrency());
        while (System.nanoTime() < end || invocations.size() < least) {
            if (!free.tryAcquire(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("no answer within " + TIME_LIMIT.toSeconds() + " seconds");
            }
            invocations.add(api.invoke(event(), TIME_LIMIT)
                    .whenComplete((posted, failure) -> free.release())
                    .thenApply(posted -> checked(posted).nanos() / MILLION));
        }
        List<Double> times = new ArrayList<>();
        for (CompletableFuture<Double> invocation : invocations) {
            times.add(invocation.get(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        return times;
    }

    private String event() {
        return point.job().event(point.size());
    }

    private Posted checked(Posted posted) {
        if (posted.error()) {
            String log = process.output();
            throw new IllegalStateException(posted.body() + "\n" + log.substring(Math.max(0, log.length() - SHOWN)));
        }
        return posted;
    }

    private ProcessCounters rested() throws Exception {
        TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        return process.counters();
    }

    @Override
    public void close() {
        process.close();
        api.close();
    }
}
