package dev.gather.packaged;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long a packaged function takes from its start to its first poll, and from an event to its answer, as
 * medians with their quartiles. src/doc/performance.md says how to run it.
 *
 * <p>Arguments: the zip, the number of starts, and a command before the function's own, such as {@code taskset -c 0}.
 */
public final class ColdStart {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);
    private static final int WARM_CALLS = 50;
    private static final int FAN_OUT = 1000;

    private final FunctionZip function;
    private final List<String> prefix;
    private final World world;
    private final Path compositions;
    private final Map<String, List<Double>> measured = new LinkedHashMap<>();

    private ColdStart(FunctionZip function, List<String> prefix, World world, Path compositions) {
        this.function = function;
        this.prefix = prefix;
        this.world = world;
        this.compositions = compositions;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("jdk.lang.Process.launchMechanism", "VFORK"); // the least time before the function's own
        Path folder = Files.createTempDirectory("gather-cold-start");
        Path zip = Path.of(arguments[0]);
        int starts = Integer.parseInt(arguments[1]);
        List<String> prefix = Arrays.asList(arguments).subList(2, arguments.length);
        try (World world = World.plain()) {
            ColdStart coldStart = new ColdStart(
                    FunctionZip.unpack(zip, folder.resolve("function")), prefix, world, compositions(folder, world));
            for (int i = 0; i <= starts; i++) {
                coldStart.composition("hello", "{}", i > 0);
                coldStart.composition("data-and-rows", "{}", i > 0);
            }
            coldStart.composition("customer-overview", "{\"customerId\": 1}", true);
            coldStart.composition("fan-out", "{}", true);
            coldStart.print(zip);
        }
    }

    /** A composition that asks nobody, and one that asks a thousand times. */
    private static Path compositions(Path folder, World world) throws IOException {
        Path compositions = Files.createDirectories(folder.resolve("compositions"));
        Files.writeString(compositions.resolve("hello.yaml"), "output:\n  hello: world\n");
        Files.writeString(compositions.resolve("fan-out.yaml"), """
                sources:
                  parts:
                    forEach: '{%% [1..%d] %%}'
                    concurrency: 100
                    http: GET data:/parts/{%% $item %%}
                output: '{%% $count($parts) %%}'
                """.formatted(FAN_OUT));
        for (int i = 1; i <= FAN_OUT; i++) {
            world.answer("GET /parts/" + i, new JsonObject().put("part", i).put("text", "x".repeat(1000)));
        }
        return compositions;
    }

    /** The first start of all is not measured: it reads the zip's content from the disk. */
    private void composition(String name, String input, boolean measure) throws Exception {
        String event = "{\"composition\": \"" + name + "\", \"input\": " + input + "}";
        Map<String, String> environment = world.environment();
        environment.put("GATHER_COMPOSITIONS", compositions.toString());
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = FunctionProcess.start(function, api, prefix, environment)) {
            double poll = api.firstPoll().get(30, TimeUnit.SECONDS) - process.started();
            TimeUnit.MILLISECONDS.sleep(50);
            double first = nanos(api, event);
            long memory = process.peakMemory();
            List<Double> warm = new ArrayList<>();
            for (int i = 0; i < WARM_CALLS; i++) {
                warm.add(nanos(api, event));
            }
            if (measure) {
                add("start to first poll, ms", poll / 1e6);
                add(name + ": first answer, ms", first / 1e6);
                add(name + ": warm answer, ms", median(warm) / 1e6);
                add(name + ": peak memory at the first answer, MiB", memory / 1024.0);
                add(name + ": peak memory at the end, MiB", process.peakMemory() / 1024.0);
            }
        }
    }

    private static double nanos(RuntimeApiStandIn api, String event) throws Exception {
        RuntimeApiStandIn.Posted posted = api.invoke(event, TIME_LIMIT).get(30, TimeUnit.SECONDS);
        if (posted.error()) {
            throw new IllegalStateException(posted.body());
        }
        return posted.nanos();
    }

    private void add(String what, double value) {
        measured.computeIfAbsent(what, absent -> new ArrayList<>()).add(value);
    }

    private void print(Path zip) throws IOException {
        System.out.printf("%s: %.1f MB%n", zip, Files.size(zip) / 1e6);
        measured.forEach((what, values) -> System.out.printf(
                "%-55s median %7.2f, quartiles %7.2f to %7.2f, of %d%n",
                what, median(values), quantile(values, 0.25), quantile(values, 0.75), values.size()));
    }

    private static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.round(share * (sorted.size() - 1))));
    }
}
