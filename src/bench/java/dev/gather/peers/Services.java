package dev.gather.peers;

import dev.gather.packaged.ProcessCounters;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Compares the service for containers, as it was built last, with one written by hand in Go: the same jobs over HTTP on one processor, in
 * turn, while what they ask and who asks has the other. Arguments: seconds of each measurement, rounds, callers at once, and seconds
 * before each measurement, in which a JVM compiles what it runs.
 */
public final class Services {
    private static final Path BUILT = Path.of("target", "quarkus-artifact.properties");
    private static final Duration START = Duration.ofSeconds(60);

    /**
     * What is asked for.
     *
     * @param size what the job's input says
     */
    private record Work(Job job, int size) {}

    private static final List<Work> WORK = List.of(
            new Work(Job.HELLO, 1), new Work(Job.ARTICLE, 1), new Work(Job.FAN_OUT, 10), new Work(Job.ROWS, 100));

    /**
     * One measurement.
     *
     * @param perCore answers for each second of the service's processor time
     * @param p99 the time in milliseconds within which 99 of 100 answers came
     */
    private record Measured(double perCore, double p99) {}

    private Services() {}

    public static void main(String[] arguments) throws Exception {
        Duration time = Duration.ofSeconds(number(arguments, 0, 5));
        int rounds = number(arguments, 1, 3);
        int callers = number(arguments, 2, 32);
        Duration before = Duration.ofSeconds(number(arguments, 3, 20));
        Map<String, List<String>> commands = new LinkedHashMap<>();
        Function go = Function.of(Function.REFERENCE);
        commands.put("Go", go.command());
        commands.put("Gather", gather());
        Map<String, List<Measured>> results = new TreeMap<>();
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "services");
        try (Place place = new Place();
                Backends backends = new Backends()) {
            for (int round = 0; round < rounds; round++) {
                for (Work work : WORK) {
                    for (Map.Entry<String, List<String>> service : commands.entrySet()) {
                        Measured measured =
                                measured(service.getValue(), work, place, backends, folder, before, time, callers);
                        results.computeIfAbsent(key(work, service.getKey()), first -> new ArrayList<>())
                                .add(measured);
                        System.out.printf(
                                "%d %s: %.0f/s per core, p99 %.1f ms%n",
                                round, key(work, service.getKey()), measured.perCore(), measured.p99());
                    }
                }
            }
        }
        report(results);
    }

    private static int number(String[] arguments, int index, int standard) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : standard;
    }

    private static String key(Work work, String service) {
        return work.job().composition(work.size()) + " " + work.size() + " " + service;
    }

    private static List<String> gather() throws IOException {
        Properties built = new Properties();
        try (var reader = Files.newBufferedReader(BUILT)) {
            built.load(reader);
        }
        String path =
                Path.of("target", built.getProperty("path")).toAbsolutePath().toString();
        return built.getProperty("type").equals("native")
                ? List.of(path)
                : List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", path);
    }

    private static Measured measured(
            List<String> command,
            Work work,
            Place place,
            Backends backends,
            Path folder,
            Duration warmUp,
            Duration time,
            int callers)
            throws Exception {
        work.job().writeTo(folder, work.size());
        int port = freePort();
        Map<String, String> environment = new HashMap<>(backends.environment(
                Series.WARM_UP.point(Series.WARM_UP.places().get(0)), folder));
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("PORT", String.valueOf(port));
        environment.put("GATHER_HTTP_BY_NAME", "true");
        environment.put("GATHER_LOG_SUCCESS", "false");
        Path log = folder.resolve("service.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = place.start(0, builder::start);
        try (Load load = new Load(
                port,
                "/compositions/" + work.job().composition(work.size()),
                "{\"count\": " + work.size() + "}",
                callers)) {
            await(load, log);
            var unused = load.run(warmUp);
            ProcessCounters before = ProcessCounters.of(process.pid());
            Collection<Double> millis = load.run(time);
            ProcessCounters used = ProcessCounters.of(process.pid()).since(before);
            return new Measured(millis.size() * 1e9 / used.cpuNanos(), Quantiles.of(millis, 0.99));
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(Load load, Path log) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        String failure = failure(load);
        while (failure != null) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        "the service does not answer (%s), and wrote%n%s".formatted(failure, Files.readString(log)));
            }
            TimeUnit.MILLISECONDS.sleep(50);
            failure = failure(load);
        }
    }

    /** Why a request was not answered; null if it was. */
    private static String failure(Load load) throws Exception {
        return load.ask()
                .transform(
                        answered -> Future.succeededFuture(answered.failed() ? String.valueOf(answered.cause()) : null))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private static void report(Map<String, List<Measured>> results) {
        System.out.println("\n| job | Go: answers/s per core | p99 ms | Gather | p99 ms | Gather / Go |");
        System.out.println("| --- | --: | --: | --: | --: | --: |");
        for (Work work : WORK) {
            double[] go = medians(results.get(key(work, "Go")));
            double[] gather = medians(results.get(key(work, "Gather")));
            System.out.printf(
                    "| %s %d | %.0f | %.1f | %.0f | %.1f | %.2f |%n",
                    work.job().composition(work.size()),
                    work.size(),
                    go[0],
                    go[1],
                    gather[0],
                    gather[1],
                    gather[0] / go[0]);
        }
    }

    private static double[] medians(List<Measured> measured) {
        return Arrays.asList(
                        measured.stream().map(Measured::perCore).toList(),
                        measured.stream().map(Measured::p99).toList())
                .stream()
                .mapToDouble(Quantiles::median)
                .toArray();
    }
}
