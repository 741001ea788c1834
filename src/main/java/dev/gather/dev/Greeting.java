package dev.gather.dev;

import java.util.stream.Stream;

/**
 * What dev mode says when it is ready: what to try, and where things are.
 *
 * @param port of the application's HTTP server
 * @param eventPort of what takes Lambda events
 * @param database where the embedded database is, or null if there is none
 */
record Greeting(int port, int eventPort, String database) {
    /** The message; each line is a record of the log. */
    Stream<String> lines() {
        return """
                Gather is ready. Try

                    curl http://localhost:%1$d/customers/1/overview
                    curl http://localhost:%1$d/data-and-rows
                    curl http://localhost:%1$d/compositions

                Lambda events      curl -d '{"composition": "data-and-rows"}' http://localhost:%4$d
                Your compositions  src/main/resources/compositions/*.yaml, or a folder: -Dgather.compositions=DIR
                Demo upstreams     %2$s
                Database           %3$s
                """.formatted(
                port,
                String.join(
                        ", ",
                        DemoUpstreams.NAMES.stream().map(DemoUpstreams::url).toList()),
                databaseText(),
                eventPort).lines();
    }

    private String databaseText() {
        return database == null
                ? "as quarkus.datasource.* says; the embedded MariaDB is not started"
                : "%s, user %s, password %s, started with src/main/resources/demo/schema.sql"
                        .formatted(database, EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD);
    }
}
