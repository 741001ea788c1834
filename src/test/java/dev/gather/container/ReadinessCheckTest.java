package dev.gather.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gather.source.Probe;
import dev.gather.time.ManualClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** When the service is ready, and how often backends are asked for that. */
class ReadinessCheckTest {
    private final ManualClock clock = new ManualClock();
    private final List<UniEmitter<? super Boolean>> asked = new ArrayList<>();
    private final Probe probe = () -> Uni.createFrom().emitter(asked::add);
    private final ReadinessCheck check = new ReadinessCheck(() -> true, List.of(probe), clock);
    private final List<HealthCheckResponse> answers = new ArrayList<>();

    private void ask() {
        var unused = check.call().subscribe().with(answers::add);
    }

    private List<Status> statuses() {
        return answers.stream().map(HealthCheckResponse::getStatus).toList();
    }

    @Test
    void isReadyWithoutBackends() {
        HealthCheckResponse answer =
                new ReadinessCheck(() -> true, List.of(), clock).call().await().indefinitely();

        assertEquals(Status.UP, answer.getStatus());
    }

    @Test
    void isNotReadyBeforeTheCompositionsAreLoadedAndAsksNobody() {
        HealthCheckResponse answer = new ReadinessCheck(() -> false, List.of(probe), clock)
                .call()
                .await()
                .indefinitely();

        assertEquals(Status.DOWN, answer.getStatus());
        assertEquals(List.of(), asked);
    }

    @Test
    void isAsReadyAsAllOfItsBackends() {
        Probe up = () -> Uni.createFrom().item(true);
        Probe down = () -> Uni.createFrom().item(false);

        for (List<Probe> probes : List.of(List.of(up, down), List.of(down, up), List.of(down, down))) {
            HealthCheckResponse answer =
                    new ReadinessCheck(() -> true, probes, clock).call().await().indefinitely();
            assertEquals(Status.DOWN, answer.getStatus());
        }
        assertEquals(
                Status.UP,
                new ReadinessCheck(() -> true, List.of(up, up), clock)
                        .call()
                        .await()
                        .indefinitely()
                        .getStatus());
    }

    @Test
    void asksOnceForAllWhoWantToKnowMeanwhileAndForASecond() {
        ask();
        ask();
        assertEquals(1, asked.size());

        asked.get(0).complete(true);
        ask();
        assertEquals(List.of(Status.UP, Status.UP, Status.UP), statuses());
        assertEquals(1, asked.size());

        clock.advance(1_001);
        ask();
        assertEquals(2, asked.size());

        asked.get(1).complete(false);
        assertEquals(Status.DOWN, answers.get(3).getStatus());
        assertFalse(answers.get(3).getData().orElseThrow().isEmpty());
    }

    @Test
    void isNotAskedAgainHoweverLongABackendTakes() {
        ask();
        clock.advance(10_000);
        ask();

        assertEquals(1, asked.size());
    }
}
