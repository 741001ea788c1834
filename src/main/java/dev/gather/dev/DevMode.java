package dev.gather.dev;

import dev.gather.config.GatherConfig;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the embedded database and dev mode's servers together with the application. A live reload does both: it
 * starts again with the schema's demo data, at the same addresses.
 */
@IfBuildProfile("dev")
@ApplicationScoped
class DevMode {
    private static final Logger LOG = Logger.getLogger(DevMode.class);
    private static final String SCHEMA = "demo/schema.sql";

    private final Config config;
    private final GatherConfig.Dev dev;
    private final Vertx vertx;
    private final EventServer eventServer;
    private @Nullable EmbeddedDatabase database;
    private @Nullable HttpServer upstreams;
    private @Nullable HttpServer events;

    DevMode(Config config, GatherConfig gather, Vertx vertx, EventServer eventServer) {
        this.config = config;
        this.dev = gather.dev();
        this.vertx = vertx;
        this.eventServer = eventServer;
    }

    void start(@Observes StartupEvent event) {
        upstreams = listening(DemoUpstreams.start(vertx));
        events = listening(eventServer.start(vertx, dev.eventPort()));
        if (usesEmbeddedDatabase()) {
            EmbeddedDatabase started = EmbeddedDatabase.start(DevPort.DATABASE.number());
            database = started;
            started.load(SCHEMA);
        }
    }

    void greet(@ObservesAsync HttpServerStart event) {
        if (events != null) {
            Optional<String> url = Optional.ofNullable(database).map(EmbeddedDatabase::url);
            new Greeting(event.options().getPort(), events.actualPort(), url)
                    .lines()
                    .forEach(line -> LOG.info(line));
        }
    }

    private static HttpServer listening(Future<HttpServer> server) {
        return server.toCompletionStage().toCompletableFuture().join();
    }

    /** Also called if the application fails to start, unlike an observer of {@code ShutdownEvent}. */
    @PreDestroy
    void stop() {
        eventServer.stop();
        close(upstreams);
        close(events);
        if (database != null) {
            database.close();
        }
    }

    private static void close(@Nullable HttpServer server) {
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Whether the default datasource is the embedded database, and not one that the user has configured. */
    private boolean usesEmbeddedDatabase() {
        String embedded = DatabaseAddress.url(DevPort.DATABASE.number());
        return config.getOptionalValue(DevConfiguration.DATASOURCE_URL, String.class)
                .filter(embedded::equals)
                .isPresent();
    }
}
