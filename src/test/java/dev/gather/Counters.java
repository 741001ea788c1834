package dev.gather;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Counters of what code costs, and the recorded values that they may not exceed by much: {@code counters.properties}. */
public final class Counters {
    /** Bytes depend on little but the compiler, other counters also on what else the machine does. */
    private static final double MARGIN_OF_BYTES = 1.15;

    private static final double MARGIN = 1.25;
    private static final int CALLS = 200;
    private static final Properties RECORDED = recorded();

    private Counters() {}

    private static Properties recorded() {
        try (InputStream file = Counters.class.getResourceAsStream("/counters.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails if a counter is above its recorded value and the margin. */
    public static void assertWithinMargin(String name, double counted) {
        double recorded = Double.parseDouble(RECORDED.getProperty(name));
        double margin = name.endsWith(".bytes") ? MARGIN_OF_BYTES : MARGIN;

        assertTrue(counted <= recorded * margin, () -> "%s: counted %.1f, recorded are %.1f"
                .formatted(name, counted, recorded));
    }

    /** How many bytes a call allocates on this thread, the mean of many calls after as many that load its classes. */
    public static double allocatedBytes(Runnable call) {
        repeat(call);
        return (double) Allocation.once(() -> repeat(call)) / CALLS;
    }

    private static void repeat(Runnable call) {
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
    }
}
