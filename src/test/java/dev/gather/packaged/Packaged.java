package dev.gather.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the tests of the zip share: the unpacked function, what it asks, some compositions, and a process for those tests
 * that leave it as it was. All of it ends with the JVM.
 */
final class Packaged {
    static final Duration LONG = Duration.ofSeconds(20);

    private static final Map<String, String> COMPOSITIONS = Map.of(
            "echo", "output: '{% $input %}'\n",
            "soon-echo", "sources: { soon: { http: 'GET data:/soon' } }\noutput: '{% $input %}'\n",
            "request", "route: GET /request\noutput: '{% $request %}'\n",
            "late", "sources: { late: { http: 'GET data:/late' } }\noutput: 1\n",
            "soon", "sources: { soon: { http: 'GET data:/soon' } }\noutput: 1\n",
            "partial",
                    "sources: { late: { http: 'GET data:/late', fallback: '{% $error.code %}' } }\noutput: '{% $late %}'\n",
            "queries",
                    "sources: { rows: { forEach: '{% [1..8] %}', sql: 'SELECT {% $item %}' } }\noutput: '{% $rows %}'\n",
            "order",
                    "sources: { order: { http: { method: POST, upstream: data, path: /orders, body: 1 } } }\n"
                            + "output: '{% $order %}'\n");
    private static final Packaged SHARED = new Packaged();

    private final Path folder;
    private final FunctionZip function;
    private final World world;
    private Running running;

    /** A process that answers events, and where it takes them from. */
    record Running(RuntimeApiStandIn api, FunctionProcess process) implements AutoCloseable {
        RuntimeApiStandIn.Posted invoke(String event, Duration timeLimit) throws Exception {
            return api.invoke(event, timeLimit).get(60, TimeUnit.SECONDS);
        }

        RuntimeApiStandIn.Posted invoke(String event) throws Exception {
            return invoke(event, LONG);
        }

        @Override
        public void close() {
            process.close();
            api.close();
        }
    }

    private Packaged() {
        try {
            folder = Files.createTempDirectory(Path.of("target"), "packaged").toAbsolutePath();
            function = FunctionZip.unpack(Path.of("target", "function.zip"), folder.resolve("function"));
            world = World.plain();
            world.answerLate("GET /late", 60_000);
            world.answerLate("GET /soon", 100);
            Files.createDirectories(compositions());
            for (Map.Entry<String, String> composition : COMPOSITIONS.entrySet()) {
                Files.writeString(compositions().resolve(composition.getKey() + ".yaml"), composition.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Path compositions() {
        return folder.resolve("compositions");
    }

    /** The zip, unpacked. */
    static FunctionZip function() {
        return SHARED.function;
    }

    /** What the function asks. */
    static World world() {
        return SHARED.world;
    }

    /** A folder that tests may write to. */
    static Path folder() {
        return SHARED.folder;
    }

    /** The process that tests share. */
    static synchronized Running running() throws IOException {
        if (SHARED.running == null) {
            SHARED.running = start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(SHARED.running::close));
        }
        return SHARED.running;
    }

    /** Starts a process of its own, with more environment variables. */
    static Running start(Map<String, String> more) throws IOException {
        return start(SHARED.world, more);
    }

    /** Starts a process of its own, which asks another world. */
    static Running start(World world, Map<String, String> more) throws IOException {
        Map<String, String> environment = world.environment();
        environment.put("GATHER_COMPOSITIONS", SHARED.compositions().toString());
        environment.putAll(more);
        RuntimeApiStandIn api = new RuntimeApiStandIn();
        return new Running(api, FunctionProcess.start(SHARED.function, api, environment));
    }

    /** On a machine that does much else, a process has the share of a processor that a small function has. */
    static Map<String, String> withTime(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256");
        return all;
    }
}
