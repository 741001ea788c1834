package dev.gather.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Measures functions in turn, round for round, and writes the results into src/doc/performance.md, and every value to
 * target/peers/values.csv. That page says how to run it; {@link Arguments} are its arguments.
 */
public final class Peers {
    private static final double SMALL_SHARE = 0.5; // below, warm invocations are measured for longer
    private static final int LONGER = 4;
    private static final Path VALUES = Path.of("target", "peers", "values.csv");

    /** A function that failed somewhere is not tried there again. */
    private record Failed(Series series, int place, Function function) {}

    private final Arguments arguments;
    private final List<Function> functions;
    private final Place place;
    private final Backends backends;
    private final Path folder;
    private final Results results = new Results();
    private final Set<Failed> failed = new HashSet<>();
    private final long end;

    private Peers(Arguments arguments, List<Function> functions, Place place, Backends backends, Path folder) {
        this.arguments = arguments;
        this.functions = functions;
        this.place = place;
        this.backends = backends;
        this.folder = folder;
        this.end = System.nanoTime() + arguments.limit().toNanos();
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("jdk.lang.Process.launchMechanism", "VFORK"); // no other program before the function's own
        Arguments parsed = Arguments.of(arguments);
        List<Function> functions = functions(parsed.functions());
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "peers");
        try (Place place = new Place();
                Backends backends = new Backends()) {
            Peers peers = new Peers(parsed, functions, place, backends, folder);
            peers.measure();
            peers.report();
        }
    }

    /** Those that can be built here. */
    private static List<Function> functions(List<String> names) throws InterruptedException {
        List<Function> functions = new ArrayList<>();
        for (String name : names) {
            try {
                functions.add(Function.of(name));
            } catch (IOException e) {
                say("%s is left out: %s", name, e);
            }
        }
        return functions;
    }

    private void measure() throws Exception {
        List<Series> series = new ArrayList<>(arguments.series());
        if (!Place.hasQuotas() && series.removeIf(Series::hasQuota)) {
            say("There is no writable control group for CPUs here: the series with a share of a CPU are left out.");
        }
        point(0, Series.WARM_UP, Series.WARM_UP.places().get(0));
        for (int round = 1; round <= arguments.rounds(); round++) {
            for (Series each : series) {
                for (int at : each.places()) {
                    if (System.nanoTime() > end) {
                        say("Time is over in round %d, %s %d.", round, each.name(), at);
                        return;
                    }
                    point(round, each, at);
                }
            }
            say("Round %d of %d is over.", round, arguments.rounds());
        }
    }

    /** All functions at one point, one after the other; another one is the first in each round. */
    private void point(int round, Series series, int at) throws Exception {
        Answers answers = new Answers();
        List<Function> turns = new ArrayList<>(functions);
        Collections.rotate(turns, round);
        for (Function function : turns) {
            Failed here = new Failed(series, at, function);
            if (failed.contains(here)) {
                continue;
            }
            try {
                results.add(round, series, at, function.name(), measured(function, series.point(at), answers));
            } catch (IOException | IllegalStateException | ExecutionException | TimeoutException e) {
                failed.add(here);
                say("%s failed at %s %d and is left out there: %s", function.name(), series.name(), at, e);
            }
        }
    }

    private Map<Measure, Double> measured(Function function, Point point, Answers answers) throws Exception {
        backends.upstream().delay(point.delay());
        Map<String, String> environment = backends.environment(point, point.compositionsIn(folder));
        boolean slow = point.share() > 0 && point.share() < SMALL_SHARE;
        Duration warm = arguments.warm().multipliedBy(slow ? LONGER : 1);
        try (Trial trial = new Trial(function, point, environment, place)) {
            Map<Measure, Double> measured = trial.run(warm);
            if (point.invokes()) {
                answers.compare(trial.answer());
            }
            return measured;
        }
    }

    private void report() throws IOException {
        Files.write(VALUES, results.lines());
        for (Series series : arguments.series()) {
            if (results.has(series)) {
                say("%n%s%n%n%s", series.name(), new Table(results, series));
                if (arguments.writes()) {
                    Page.write(results, series);
                }
            }
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
