package dev.gather.dev;

import dev.gather.config.GatherConfig;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Refuses foreign requests to the application's port in dev mode, including those for Quarkus' own pages. */
@Singleton
@IfBuildProfile("dev")
class LocalAccess {
    private final RequestGuard guard;

    /** Pages of the origins that CORS allows in production are also allowed here. */
    LocalAccess(GatherConfig config) {
        this.guard = new RequestGuard(
                config.dev().allowedHosts().orElse(List.of()),
                config.http().cors().origins().orElse(List.of()));
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, Integer.MAX_VALUE);
    }

    private void handle(RoutingContext context) {
        if (!guard.refuses(context.request())) {
            context.next();
        }
    }
}
