package dev.gather.container;

import dev.gather.source.Probe;
import dev.gather.time.Clock;
import io.quarkus.arc.All;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
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

    private final BooleanSupplier loaded;
    private final Clock clock;
    private final Uni<Boolean> answering;

    /** Since when they have not been asked; empty while they are being asked. */
    private volatile OptionalLong answered = OptionalLong.empty();

    @Inject
    ReadinessCheck(Loading loading, ContainerConfig config, Clock clock, @All List<Probe> probes) {
        this(loading::isDone, config.readyWithDatasources() ? probes : List.of(), clock);
    }

    /**
     * For tests.
     *
     * @param loaded whether the compositions are loaded
     */
    ReadinessCheck(BooleanSupplier loaded, List<Probe> probes, Clock clock) {
        this.loaded = loaded;
        this.clock = clock;
        this.answering = !probes.isEmpty()
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
                .onFailure()
                .recoverWithItem(false)
                .onItem()
                .invoke(all -> answered = OptionalLong.of(clock.nanos()));
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return loaded.getAsBoolean()
                ? answering.onItem().transform(up -> answer(up, "datasources", up ? "answering" : "not answering"))
                : Uni.createFrom().item(answer(false, "compositions", "loading"));
    }

    private static HealthCheckResponse answer(boolean up, String what, String how) {
        return HealthCheckResponse.named("gather")
                .status(up)
                .withData(what, how)
                .build();
    }
}
