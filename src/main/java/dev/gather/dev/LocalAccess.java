package dev.gather.dev;

import dev.gather.config.GatherConfig;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps foreign requests from everything that the application's port serves in dev mode, Quarkus' own pages included. */
@Singleton
@IfBuildProfile("dev")
class LocalAccess {
    private final RequestGuard guard;

    /** Pages that may ask in production, because CORS names their origins, may do so here. */
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
