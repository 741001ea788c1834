package dev.gather.peers;

import static dev.gather.peers.Measure.CPU;
import static dev.gather.peers.Measure.FAULTS;
import static dev.gather.peers.Measure.FIRST_ANSWER;
import static dev.gather.peers.Measure.FIRST_ANSWER_CPU;
import static dev.gather.peers.Measure.FIRST_POLL;
import static dev.gather.peers.Measure.FIRST_POLL_CPU;
import static dev.gather.peers.Measure.MEDIAN;
import static dev.gather.peers.Measure.MEMORY;
import static dev.gather.peers.Measure.NINETY_NINTH;
import static dev.gather.peers.Measure.PER_SECOND;
import static dev.gather.peers.Measure.START_FAULTS;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Points along one axis.
 *
 * @param name in arguments, in the page's markers and in names of files
 * @param axis what its places are, with their unit
 * @param points makes the point of a place
 * @param measures what its table shows
 */
record Series(String name, String axis, List<Integer> places, IntFunction<Point> points, List<Measure> measures) {
    private static final List<Integer> SOURCES = List.of(1, 4, 16, 100, 1000);
    private static final List<Integer> MEMORY_SIZES = List.of(128, 512, Point.WHOLE_CPU);
    private static final int LATE = 20;

    private static final List<Measure> STARTING = List.of(
            FIRST_POLL,
            FIRST_POLL_CPU,
            START_FAULTS,
            FIRST_ANSWER,
            FIRST_ANSWER_CPU,
            MEDIAN,
            NINETY_NINTH,
            CPU,
            FAULTS,
            MEMORY);
    private static final List<Measure> RUNNING = List.of(MEDIAN, NINETY_NINTH, CPU, MEMORY);
    private static final List<Measure> CONCURRENT = List.of(PER_SECOND, MEDIAN, NINETY_NINTH, CPU, MEMORY);
    private static final List<Measure> SMALL = List.of(FIRST_POLL, FIRST_ANSWER, MEDIAN, CPU);

    /** Not shown: it reads programs from the disk, and lets the upstream be compiled. */
    static final Series WARM_UP =
            new Series("warm-up", "sources", List.of(100), x -> Point.of(Job.FAN_OUT, x), RUNNING);

    /** All that are shown. */
    static final List<Series> ALL = List.of(
            new Series(
                    "start",
                    "compositions",
                    List.of(0, 1, Point.ALL_COMPOSITIONS),
                    x -> Point.of(Job.HELLO, 1).withCompositions(x),
                    STARTING),
            new Series(
                    "article",
                    "delay, ms",
                    List.of(0, LATE),
                    x -> Point.of(Job.ARTICLE, 1).withDelay(x),
                    STARTING),
            new Series("sources", "sources", SOURCES, x -> Point.of(Job.FAN_OUT, x), RUNNING),
            new Series(
                    "late-sources",
                    "sources",
                    SOURCES,
                    x -> Point.of(Job.FAN_OUT, x).withDelay(LATE),
                    RUNNING),
            new Series("named", "named sources", List.of(4, 50, 500), x -> Point.of(Job.NAMED, x), RUNNING),
            new Series("rows", "rows", List.of(1, 10, 100, 1000, 10_000), x -> Point.of(Job.ROWS, x), RUNNING),
            new Series("bodies", "KiB", List.of(1, 16, 256, 1024, 4096, 5120), x -> Point.of(Job.BODY, x), RUNNING),
            new Series("depth", "steps", List.of(1, 5, 10, 25, 50), x -> Point.of(Job.CHAIN, x), RUNNING),
            new Series(
                    "concurrency",
                    "invocations at once",
                    List.of(1, 4, 16, 64),
                    x -> Point.of(Job.ARTICLE, 1).withDelay(LATE).withConcurrency(x),
                    CONCURRENT),
            new Series(
                    "small-hello",
                    "memory, MB",
                    MEMORY_SIZES,
                    x -> Point.of(Job.HELLO, 1).withMemory(x),
                    SMALL),
            new Series(
                    "small-article",
                    "memory, MB",
                    MEMORY_SIZES,
                    x -> Point.of(Job.ARTICLE, 1).withMemory(x),
                    SMALL));

    Point point(int place) {
        return points.apply(place);
    }

    /** Whether its functions have a quota of their CPU. */
    boolean hasQuota() {
        return point(places.get(0)).megabytes() > 0;
    }

    /** Whether it is long enough for a plot. */
    boolean hasPlot() {
        return places.size() > 3;
    }
}
