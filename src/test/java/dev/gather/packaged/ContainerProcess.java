package dev.gather.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service for containers as it was built last, the native executable or the JVM's, as a process that listens on free ports. */
final class ContainerProcess implements AutoCloseable {
    private static final Path BUILT = Path.of("target", "quarkus-artifact.properties");
    private static final Pattern ADDRESS = Pattern.compile("(https?)://0\\.0\\.0\\.0:(\\d+)");
    private static final Duration START = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path output;
    private final Map<String, Integer> ports = new HashMap<>();

    private ContainerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * The program and its first arguments.
     *
     * @param options of the JVM, which the executable takes, too
     */
    static List<String> command(List<String> options) {
        Properties built = new Properties();
        try (var reader = Files.newBufferedReader(BUILT)) {
            built.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String path =
                Path.of("target", built.getProperty("path")).toAbsolutePath().toString();
        List<String> command = new ArrayList<>();
        if (built.getProperty("type").equals("native")) {
            command.add(path);
            command.addAll(options);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-jar", path));
        }
        return command;
    }

    /** Starts it, and waits until it listens. */
    static ContainerProcess start(Map<String, String> environment) throws IOException, InterruptedException {
        return start(environment, List.of());
    }

    /** The same, with options of the JVM. */
    static ContainerProcess start(Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        ContainerProcess started = launch(environment, options);
        try {
            started.awaitStart();
        } catch (IllegalStateException failed) {
            started.close();
            throw failed;
        }
        return started;
    }

    /** Starts it, and does not wait. */
    static ContainerProcess launch(Map<String, String> environment, List<String> options) throws IOException {
        Path output = Files.createTempFile("gather-container", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command(options)).redirectErrorStream(true).redirectOutput(output.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> !name.equals("PATH") && !name.equals("LANG"));
        variables.put("PORT", "0");
        variables.putAll(environment);
        return new ContainerProcess(builder.start(), output);
    }

    private void awaitStart() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!output().contains("Listening on")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("the container has not started:\n" + output());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        Matcher found = ADDRESS.matcher(output());
        while (found.find()) {
            ports.put(found.group(1), Integer.valueOf(found.group(2)));
        }
    }

    /** The port for HTTP. */
    int port() {
        return ports.get("http");
    }

    /** The port for HTTPS. */
    int tlsPort() {
        return ports.get("https");
    }

    /** Asks for a path, by HTTP/1.1. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                request(path).version(HttpClient.Version.HTTP_1_1).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request for a path. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    /** All that it wrote until now. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells it to end, as the platform does. */
    void end() {
        process.destroy();
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    int status() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            var unused = endsWithin(Duration.ofSeconds(10));
            Files.deleteIfExists(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
