package dev.gather.container;

import com.netflix.concurrency.limits.Limiter;
import dev.gather.execution.CallContext;
import dev.gather.failure.Failure;
import dev.gather.web.HttpExchange;
import dev.gather.web.WebDoor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests beyond the {@link AdaptiveLimit} at once, before their body is read: with 503, a problem document, and when to come
 * again. What asks for health and metrics is never refused.
 */
@Singleton
@IfBuildProfile("container")
class LoadShedding {
    /** After {@link Farewell}: callers that are refused hear of the end, too. */
    static final int PRIORITY = 100;

    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private final ContainerConfig.Limit config;
    private final AdaptiveLimit limit;
    private final WebDoor door;
    private final String own;
    private final Counter refused;

    /** @param own the path below which Quarkus' own pages are */
    LoadShedding(
            ContainerConfig config,
            WebDoor door,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.http.non-application-root-path") String own) {
        this.config = config.limit();
        this.limit = new AdaptiveLimit(config.limit());
        this.door = door;
        this.own = ("/" + own + "/").replaceAll("/+", "/");
        this.refused = Counter.builder("gather.requests.refused")
                .description("Requests that were refused with 503, since too many were at work")
                .register(meters);
        Gauge.builder("gather.requests.limit", limit, AdaptiveLimit::most)
                .description("How many requests may be at work at once")
                .register(meters);
        Gauge.builder("gather.requests.at.work", limit, AdaptiveLimit::atWork)
                .description("How many requests are at work")
                .register(meters);
    }

    void register(@Observes Filters filters) {
        if (config.enabled()) {
            filters.register(this::handle, PRIORITY);
        }
    }

    private void handle(RoutingContext context) {
        if (context.normalizedPath().startsWith(own)) {
            context.next();
            return;
        }
        Optional<Limiter.Listener> begun = limit.begin();
        if (begun.isEmpty()) {
            refuse(context);
            return;
        }
        context.addEndHandler(ended -> end(begun.get(), context, ended.succeeded()));
        context.next();
    }

    /** Answers that were refused for what they asked, or that nobody waited for, say nothing of how long answers take. */
    private static void end(Limiter.Listener request, RoutingContext context, boolean answered) {
        int status = context.response().getStatusCode();
        if (answered && (status < FIRST_CLIENT_ERROR || status >= FIRST_SERVER_ERROR)) {
            request.onSuccess();
        } else {
            request.onIgnore();
        }
    }

    private void refuse(RoutingContext context) {
        refused.increment();
        // What is left of its body is read and dropped, so that the connection can be used again.
        HttpExchange exchange = new HttpExchange(context.request().resume());
        Failure failure =
                Failure.of(Failure.Code.OVERLOADED, "too many requests are at work, try again a little later");
        exchange.send(door.refuse(
                exchange.request(new byte[0], CallContext.NONE),
                failure,
                Map.of(
                        "retry-after",
                        String.valueOf(Math.max(1, config.retryAfter().toSeconds())))));
    }
}
