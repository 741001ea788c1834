package dev.gather.lambda;

import io.quarkus.runtime.ImageMode;
import java.util.function.BooleanSupplier;

/**
 * Whether Gather's own client of the runtime API asks for events. It does so in native executables, unless the build sets
 * {@code -Dgather.poll-loop=quarkus} for the native image builder. Elsewhere Lambda's Java runtimes ask, or Quarkus' poll loop
 * in dev mode and tests.
 */
final class OwnClient implements BooleanSupplier {
    /** The answer, which is part of a native executable. */
    static final boolean IN_USE = ImageMode.current().isNativeImage() && isChosen();

    private static boolean isChosen() {
        return !"quarkus".equals(System.getProperty("gather.poll-loop"));
    }

    /** Called while a native executable is built. */
    @Override
    public boolean getAsBoolean() {
        return isChosen();
    }
}
