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
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Starts and stops with the application what dev mode has beside it. A live reload does both: it begins with the demo
 * data as the schema says, at the same addresses.
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
    private EmbeddedDatabase database;
    private HttpServer upstreams;
    private HttpServer events;

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
            database = EmbeddedDatabase.start(DevPort.DATABASE.number());
            database.load(SCHEMA);
        }
    }

    void greet(@ObservesAsync HttpServerStart event) {
        new Greeting(event.options().getPort(), events.actualPort(), database == null ? null : database.url())
                .lines()
                .forEach(line -> LOG.info(line));
    }

    private static HttpServer listening(Future<HttpServer> server) {
        return server.toCompletionStage().toCompletableFuture().join();
    }

    /** Also called when the application does not start, unlike an observer of {@code ShutdownEvent}. */
    @PreDestroy
    void stop() {
        eventServer.stop();
        Stream.of(upstreams, events)
                .filter(Objects::nonNull)
                .forEach(server ->
                        server.close().toCompletionStage().toCompletableFuture().join());
        if (database != null) {
            database.close();
        }
    }

    /** The database is started where the configuration leads to it, and not where the user named another. */
    private boolean usesEmbeddedDatabase() {
        String embedded = DatabaseAddress.url(DevPort.DATABASE.number());
        return config.getOptionalValue(DevConfiguration.DATASOURCE_URL, String.class)
                .filter(embedded::equals)
                .isPresent();
    }
}
