package dev.gather.cli;

import dev.gather.rehearsal.Interceptor;
import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import io.smallrye.mutiny.Uni;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for an execution. On a terminal it shows, when that takes longer than a second, which sources have not answered yet:
 * in one line, which it writes over again, and erases in the end.
 */
final class Waiting implements Interceptor {
    private static final Path ERROR_OUTPUT = Path.of("/proc/self/fd/2");
    private static final String ERASE = "\r\u001b[K";
    private static final int WIDTH = 78;
    private static final long TICK_MILLIS = 100;
    private static final long PATIENCE_MILLIS = 1_000;

    private final PrintWriter terminal;
    private final boolean shown;

    /** How many requests of each source are on their way. */
    private final Map<String, Integer> open = new LinkedHashMap<>();

    /** @param shown whether anybody sees it */
    Waiting(PrintWriter terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    /** Whether the error output is a terminal. */
    static boolean isSeen() {
        try {
            String device = Files.readSymbolicLink(ERROR_OUTPUT).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return isOnConsole();
        }
    }

    /** Where the system does not say what the error output is. From Java 22 on there may be a console without a terminal. */
    private static boolean isOnConsole() {
        return Optional.ofNullable(System.console())
                .filter(console -> {
                    try {
                        return (boolean) Console.class.getMethod("isTerminal").invoke(console);
                    } catch (ReflectiveOperationException e) {
                        return true;
                    }
                })
                .isPresent();
    }

    @Override
    public Uni<Fetched> answer(Asked asked, Attempt attempt) {
        return Uni.createFrom().deferred(() -> {
            count(asked.source(), 1);
            return asked.request().send(attempt).onTermination().invoke(() -> count(asked.source(), -1));
        });
    }

    private void count(String source, int more) {
        synchronized (open) {
            open.merge(source, more, Integer::sum);
        }
    }

    /** Waits on the caller's thread. */
    <T> T await(Uni<T> result) {
        CompletableFuture<T> coming = result.subscribeAsCompletionStage();
        long start = System.nanoTime();
        boolean written = false;
        while (true) {
            try {
                T value = coming.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                show(written ? ERASE : "");
                return value;
            } catch (TimeoutException e) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                if (shown && millis >= PATIENCE_MILLIS) {
                    written = true;
                    show(ERASE + line(millis));
                }
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void show(String text) {
        terminal.print(text);
        terminal.flush();
    }

    /** {@code 1.4 s, waiting for offers, tracking (3)}. */
    String line(long millis) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%.1f s", millis / 1_000.0));
        String separator = ", waiting for ";
        synchronized (open) {
            for (Map.Entry<String, Integer> source : open.entrySet()) {
                if (source.getValue() > 0) {
                    line.append(separator).append(source.getKey());
                    line.append(source.getValue() > 1 ? " (" + source.getValue() + ")" : "");
                    separator = ", ";
                }
            }
        }
        return line.length() <= WIDTH ? line.toString() : line.substring(0, WIDTH) + "…";
    }
}
