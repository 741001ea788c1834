package dev.gather.console;

import dev.gather.catalog.CompositionSources;
import dev.gather.config.GatherConfig;
import dev.gather.execution.Engine;
import dev.gather.rehearsal.Rehearsal;
import dev.gather.source.SourceKind;
import dev.gather.time.Clock;
import io.quarkus.arc.All;
import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;

/** Puts the console on the application's port in dev mode. */
@Singleton
@IfBuildProfile("dev")
class DevConsole {
    private static final Path RESOURCES = Path.of("src", "main", "resources");

    private static final Path EXPLANATIONS = Path.of("src", "doc", "problems.md");

    private final Vertx vertx;
    private final Console console;

    DevConsole(
            Vertx vertx,
            CompositionSources sources,
            @All List<SourceKind> kinds,
            GatherConfig config,
            Clock clock,
            Engine engine,
            Rehearsal rehearsal) {
        this.vertx = vertx;
        this.console = console(vertx, new Workspace(sources, kinds, config, clock), config, engine, rehearsal);
    }

    /** The console of a project in the folder that the process runs in. */
    static Console console(Vertx vertx, Workspace workspace, GatherConfig config, Engine engine, Rehearsal rehearsal) {
        return new Console(
                workspace,
                new Runs(workspace, engine, config),
                new CaseWriter(rehearsal, workspace.folders(), RESOURCES),
                new Changes(vertx, workspace),
                new Console.Settings(
                        new Explanations(EXPLANATIONS),
                        config.timeout(),
                        config.dev().allowedHosts().orElse(List.of())));
    }

    void register(@Observes Router router) {
        console.register(vertx, router);
    }

    @PreDestroy
    void stop() {
        console.stop();
    }
}
