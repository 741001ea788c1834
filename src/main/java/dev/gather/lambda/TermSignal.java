package dev.gather.lambda;

import java.lang.reflect.Proxy;

/**
 * The signal by which the platform asks the process to end. Its class in the JDK is reached by reflection, since javac warns
 * of it and has no way to say that this is meant.
 */
final class TermSignal {
    private static final String HANDLER = "sun.misc.SignalHandler";

    private TermSignal() {}

    /** Runs that when the signal comes, on a thread of its own, instead of what the JVM would do. */
    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName(HANDLER);
            Object running = Proxy.newProxyInstance(
                    TermSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        action.run();
                        return null;
                    });
            Object term = signal.getConstructor(String.class).newInstance("TERM");
            var unused = signal.getMethod("handle", signal, handler).invoke(null, term, running);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every Java runtime of Lambda has " + HANDLER, e);
        }
    }
}
