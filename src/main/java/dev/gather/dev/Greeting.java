package dev.gather.dev;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Dev mode's message when it is ready: what to try, and the addresses.
 *
 * @param port of the application's HTTP server
 * @param eventPort of the {@link EventServer}
 * @param database the embedded database's address, if it is running
 */
record Greeting(int port, int eventPort, Optional<String> database) {
    /** The message, one line per log record. */
    Stream<String> lines() {
        return """
                Gather is ready. Open http://localhost:%1$d/ in a browser, or try

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
        return database.map(url -> "%s, user %s, password %s, started with src/main/resources/demo/schema.sql"
                        .formatted(url, EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD))
                .orElse("as quarkus.datasource.* says; the embedded MariaDB is not started");
    }
}
