package dev.gather.peers;

import dev.gather.dev.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What functions ask: the stub upstream and the embedded MariaDB. */
final class Backends implements AutoCloseable {
    private static final Path TABLES = Path.of("src", "bench", "peers", "tables.sql");
    private static final String CONNECTIONS = "100";

    private final PartsServer upstream = new PartsServer();
    private final EmbeddedDatabase database = EmbeddedDatabase.start();

    /** Starts them; their processors are those of the thread that does. */
    Backends() throws Exception {
        database.run(Files.readString(TABLES));
    }

    PartsServer upstream() {
        return upstream;
    }

    /** The environment variables of any function: Gather's own, and the two that the peers read. */
    Map<String, String> environment(Point point, Path compositions) {
        Map<String, String> environment = new HashMap<>();
        environment.put("UPSTREAM", upstream.url());
        environment.put(
                "DATABASE",
                database.url().replace("://", "://%s:%s@".formatted(EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD)));
        environment.put("GATHER_OWN_COMPOSITIONS", "false");
        environment.put("GATHER_COMPOSITIONS", compositions.toString());
        for (String name : new String[] {"DATA", "CARRIER", "OFFERS"}) {
            environment.put("GATHER_UPSTREAMS_" + name + "_URL", upstream.url());
            environment.put("GATHER_UPSTREAMS_" + name + "_MAX_CONNECTIONS", CONNECTIONS);
        }
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.url());
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.PASSWORD);
        int megabytes = point.megabytes() == 0 ? Point.WHOLE_CPU : point.megabytes();
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(megabytes));
        if (point.concurrency() > 1) {
            environment.put("AWS_LAMBDA_MAX_CONCURRENCY", String.valueOf(point.concurrency()));
        }
        return environment;
    }

    @Override
    public void close() {
        database.close();
        upstream.close();
    }
}
