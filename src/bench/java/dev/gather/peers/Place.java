package dev.gather.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where a function runs: on CPU 0, while all else has CPU 1, and with a quota of it, if there is one.
 *
 * <p>A thread that stands there starts the functions, which inherit its place. So no other program runs in a function's
 * process before its own, whose time and page faults would be counted with it.
 */
final class Place implements AutoCloseable {
    private static final Path GROUPS = Path.of("/sys/fs/cgroup/cpu");
    private static final Path GROUP = GROUPS.resolve("gather-peers");
    private static final int PERIOD_MICROS = 20_000; // Lambda's

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final String id;

    /**
     * Leaves CPU 0 to functions.
     *
     * @throws IOException if this is no Linux with {@code taskset} and two processors
     */
    Place() throws Exception {
        pin("-apc", "1", ProcessHandle.current().pid());
        id = thread.submit(() ->
                        Path.of("/proc/thread-self").toRealPath().getFileName().toString())
                .get();
        pin("-pc", "0", Long.parseLong(id));
    }

    /** Whether quotas can be set: there is a writable control group of version 1 for CPUs. */
    static boolean hasQuotas() {
        return Files.isWritable(GROUPS.resolve("cgroup.procs")) && Files.exists(GROUPS.resolve("cpu.cfs_quota_us"));
    }

    /**
     * Starts a function there.
     *
     * @param share of a CPU that it may use; 0 for all of it, and no quota
     */
    <T> T start(double share, Callable<T> function) throws Exception {
        return thread.submit(() -> share == 0 ? function.call() : withQuota(share, function))
                .get();
    }

    private <T> T withQuota(double share, Callable<T> function) throws Exception {
        if (!Files.isDirectory(GROUP)) {
            Files.createDirectory(GROUP);
        }
        Files.writeString(GROUP.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
        Files.writeString(GROUP.resolve("cpu.cfs_quota_us"), String.valueOf(Math.round(PERIOD_MICROS * share)));
        Files.writeString(GROUP.resolve("tasks"), id);
        try {
            return function.call();
        } finally {
            Files.writeString(GROUPS.resolve("tasks"), id);
        }
    }

    private static void pin(String options, String cpu, long id) throws IOException, InterruptedException {
        List<String> command = List.of("taskset", options, cpu, String.valueOf(id));
        Process taskset = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (taskset.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }

    /** Removes the control group; threads of this JVM that wait for functions may have got into it. */
    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        if (Files.isDirectory(GROUP)) {
            for (String task : Files.readAllLines(GROUP.resolve("tasks"))) {
                Files.writeString(GROUPS.resolve("tasks"), task);
            }
            Files.delete(GROUP);
        }
    }
}
