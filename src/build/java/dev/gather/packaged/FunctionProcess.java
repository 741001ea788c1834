package dev.gather.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running function. Its output goes to a file; its environment holds what Lambda sets and what the test adds. */
public final class FunctionProcess implements AutoCloseable {
    private final Process process;
    private final Path output;
    private final long started;

    private FunctionProcess(Process process, Path output, long started) {
        this.process = process;
        this.output = output;
        this.started = started;
    }

    /**
     * Starts an unpacked zip.
     *
     * @param environment variables beside Lambda's own
     */
    public static FunctionProcess start(FunctionZip function, RuntimeApiStandIn api, Map<String, String> environment)
            throws IOException {
        return start(function.command(), function.folder(), api, environment);
    }

    /**
     * Starts a function.
     *
     * @param command its program and arguments
     * @param folder where it runs
     * @param environment variables beside Lambda's own
     */
    public static FunctionProcess start(
            List<String> command, Path folder, RuntimeApiStandIn api, Map<String, String> environment)
            throws IOException {
        Path output = Files.createTempFile("gather-function", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> !name.equals("PATH") && !name.equals("LANG"));
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", "gather");
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("LAMBDA_TASK_ROOT", folder.toString());
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

    /** What the kernel has counted of it until now. Linux only. */
    public ProcessCounters counters() throws IOException {
        return ProcessCounters.of(process.pid());
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

    /** The status with which it ended. */
    public int status() {
        return process.exitValue();
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
