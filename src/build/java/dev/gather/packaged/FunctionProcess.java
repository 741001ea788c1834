package dev.gather.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running function. Its output goes to a file; its environment holds what Lambda sets and what the test adds. */
public final class FunctionProcess implements AutoCloseable {
    private static final String PEAK_MEMORY = "VmHWM:";

    private final Process process;
    private final Path output;
    private final long started;

    private FunctionProcess(Process process, Path output, long started) {
        this.process = process;
        this.output = output;
        this.started = started;
    }

    /**
     * Starts a function.
     *
     * @param prefix a command that runs it, such as {@code taskset -c 0}; empty for none
     * @param environment variables beside Lambda's own
     */
    public static FunctionProcess start(
            FunctionZip function, RuntimeApiStandIn api, List<String> prefix, Map<String, String> environment)
            throws IOException {
        Path output = Files.createTempFile("gather-function", ".log");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(function.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(function.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> !name.equals("PATH") && !name.equals("LANG"));
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", "gather");
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("LAMBDA_TASK_ROOT", function.folder().toString());
        variables.put("_HANDLER", "gather");
        variables.putAll(environment);
        long started = System.nanoTime();
        return new FunctionProcess(builder.start(), output, started);
    }

    /** {@link System#nanoTime} just before it was started. */
    public long started() {
        return started;
    }

    /** All that it wrote until now. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The most memory that it had resident, in KiB. Linux only. */
    public long peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(PEAK_MEMORY))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    /** Stops it where it is, as Lambda does between invocations. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException("the signal " + name + " was not sent");
        }
    }

    /** Tells it to end, as Lambda does. */
    public void end() {
        process.destroy();
    }

    /** Waits for its end. */
    public boolean endsWithin(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            var unused = endsWithin(10);
            Files.deleteIfExists(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
