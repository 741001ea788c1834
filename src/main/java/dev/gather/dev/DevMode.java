package dev.gather.dev;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
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
    private final Vertx vertx;
    private EmbeddedDatabase database;
    private HttpServer upstreams;

    DevMode(Config config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        upstreams = DemoUpstreams.start(vertx)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        if (usesEmbeddedDatabase()) {
            database = EmbeddedDatabase.start(DevPort.DATABASE.number());
            database.load(SCHEMA);
        }
    }

    void greet(@ObservesAsync HttpServerStart event) {
        LOG.info(new Greeting(event.options().getPort(), database == null ? null : database.url()).text());
    }

    /** Also called when the application does not start, unlike an observer of {@code ShutdownEvent}. */
    @PreDestroy
    void stop() {
        if (upstreams != null) {
            upstreams.close().toCompletionStage().toCompletableFuture().join();
        }
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
