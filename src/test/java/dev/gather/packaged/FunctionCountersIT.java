package dev.gather.packaged;

import static dev.gather.Counters.assertWithinMargin;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel counts of the native executable: page faults, and calls that read, write or wait. */
class FunctionCountersIT {
    private static final String EVENT = "{\"composition\": \"data-and-rows\"}";
    private static final int CALLS = 300;

    @BeforeEach
    void isNativeOnLinux() {
        assumeFalse(Packaged.function().needsManagedRuntime(), "skipped: a JVM's counters depend on its compilers");
        assumeTrue(Files.exists(Path.of("/proc/self/io")), "skipped: no Linux");
    }

    @Test
    void startsWithFewPages() throws Exception {
        Path nothing = Files.createDirectories(Packaged.folder().resolve("nothing"));
        Map<String, String> environment = Map.of("GATHER_COMPOSITIONS", nothing.toString(), "GATHER_DEMO", "false");

        try (Packaged.Running function = Packaged.start(environment)) {
            var unused = function.api().firstPoll().get(20, TimeUnit.SECONDS);

            assertWithinMargin(
                    "start.page-faults", (double) function.process().counters().pageFaults());
        }
    }

    @Test
    void answersWithFewCallsOfTheKernel() throws Exception {
        try (Packaged.Running function = Packaged.start(Map.of())) {
            invoke(function);
            ProcessCounters before = function.process().counters();

            invoke(function);

            ProcessCounters counted = function.process().counters().since(before);
            assertAll(
                    () -> assertWithinMargin("invocation.page-faults", perCall(counted.pageFaults())),
                    () -> assertWithinMargin("invocation.reads", perCall(counted.reads())),
                    () -> assertWithinMargin("invocation.writes", perCall(counted.writes())),
                    () -> assertWithinMargin("invocation.switches", perCall(counted.switches())));
        }
    }

    private static void invoke(Packaged.Running function) throws Exception {
        for (int i = 0; i < CALLS; i++) {
            RuntimeApiStandIn.Posted posted = function.invoke(EVENT);
            assertFalse(posted.error(), posted.body());
        }
    }

    private static double perCall(long counted) {
        return (double) counted / CALLS;
    }
}
