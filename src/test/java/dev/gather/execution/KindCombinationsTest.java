package dev.gather.execution;

import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.execution.KindCombination.Kind;
import dev.gather.report.Report;
import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.stub.RedisProcess;
import dev.gather.stub.Stubs;
import dev.gather.time.SteerableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Sources of all kinds beside and after each other, whatever becomes of one of them. */
@QuarkusTest
class KindCombinationsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    CompositionSources sources;

    @Inject
    Engine engine;

    @Inject
    SteerableClock clock;

    @ConfigProperty(name = "gather.redis.default.url")
    URI redis;

    private static boolean hasRedis() {
        return !RedisProcess.programs().isEmpty();
    }

    @BeforeEach
    void fillRedis() {
        if (hasRedis()) {
            RedisProcess.run(redis.getPort(), "MSET", "value-1", "v1", "value-2", "v2");
            RedisProcess.run(redis.getPort(), "DEL", "nothing", "set");
            RedisProcess.run(redis.getPort(), "SADD", "set", "member");
        }
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        return KindCombination.all().stream()
                .filter(one -> hasRedis() || one.kinds().noneMatch(kind -> kind == Kind.REDIS))
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)));
    }

    private void check(KindCombination combination) {
        Stubs.script(combination.stubs());

        Result result = run(combination.composition());

        Map<String, Ending> endings = endings(result.report());
        if (combination.failure().isPresent()) {
            assertEquals(
                    combination.failure().get(),
                    ((Result.Failed) result).failure().code().toString());
            assertEquals(Ending.FAILED, endings.get("thing"));
            assertEquals(Ending.NOT_STARTED, endings.get("after"));
        } else {
            assertEquals(combination.output(), text(((Result.Answer) result).output()), endings.toString());
            assertEquals(combination.isDegraded(), endings.get("thing") == Ending.FALLBACK);
        }
        assertTrue(soon(() -> clock.pending() == 0), "timers are pending");
    }

    private Result run(String composition) {
        return engine.execute(
                        sources.load(List.of(new CompositionFile("kinds", "kinds.yaml", composition)))
                                .find("kinds")
                                .orElseThrow(),
                        Arguments.direct(Map.of(), Map.of(), CallContext.NONE))
                .await()
                .atMost(LIMIT);
    }

    private static Map<String, Ending> endings(Report report) {
        return report.sources().stream().collect(Collectors.toMap(SourceReport::name, SourceReport::outcome));
    }

    private static List<String> text(Object output) {
        return ((List<?>) output).stream().map(String::valueOf).toList();
    }
}
