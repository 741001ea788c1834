package dev.gather.container;

import dev.gather.source.Probe;
import dev.gather.time.Clock;
import io.quarkus.arc.All;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the compositions are loaded, and while the backends answer that they need. It names no backend. What these say is good for
 * a second: they are asked no more often, whoever asks here.
 */
@Readiness
@ApplicationScoped
@IfBuildProfile("container")
class ReadinessCheck implements AsyncHealthCheck {
    private static final long GOOD_FOR_NANOS = Duration.ofSeconds(1).toNanos();

    private final Loading loading;
    private final Clock clock;
    private final Uni<Boolean> answering;

    /** Since when they have not been asked; empty while they are being asked. */
    private volatile OptionalLong answered = OptionalLong.empty();

    ReadinessCheck(Loading loading, ContainerConfig config, Clock clock, @All List<Probe> probes) {
        this.loading = loading;
        this.clock = clock;
        this.answering = config.readyWithDatasources() && !probes.isEmpty()
                ? asked(probes).memoize().until(this::isOld)
                : Uni.createFrom().item(true);
    }

    private boolean isOld() {
        OptionalLong since = answered;
        return since.isPresent() && clock.nanos() - since.getAsLong() > GOOD_FOR_NANOS;
    }

    private Uni<Boolean> asked(List<Probe> probes) {
        List<Uni<Boolean>> each = probes.stream().map(Probe::answers).toList();
        return Uni.createFrom()
                .deferred(() -> {
                    answered = OptionalLong.empty();
                    return Uni.join().all(each).andFailFast();
                })
                .onItem()
                .transform(all -> !all.contains(false))
                .onItem()
                .invoke(all -> answered = OptionalLong.of(clock.nanos()));
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        boolean loaded = loading.isDone();
        return (loaded ? answering : Uni.createFrom().item(false)).onItem().transform(up -> HealthCheckResponse.named(
                        "gather")
                .status(up)
                .withData("compositions", loaded ? "loaded" : "loading")
                .withData("datasources", up ? "answering" : "not answering")
                .build());
    }
}
