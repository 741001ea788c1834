package dev.gather.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real server of Redis or Valkey, a process of its own on a free port of 127.0.0.1. Its program is what {@code TEST_REDIS} names,
 * or what is installed, or what {@code .ci/redis} has unpacked; without any, the test is skipped.
 */
public final class RedisProcess implements AutoCloseable {
    /** The bus of a cluster listens on a port of its own. */
    private static final int MOST_PORT = 50_000;

    private static final int PORTS = 20_000;

    private final Process process;
    private final int port;
    private final Path folder;

    private RedisProcess(Process process, int port, Path folder) {
        this.process = process;
        this.port = port;
        this.folder = folder;
    }

    /** The programs that there are: those of several servers are tested in turn. */
    public static List<String> programs() {
        Stream<Path> named = Stream.ofNullable(System.getenv("TEST_REDIS"))
                .flatMap(paths -> Stream.of(paths.split(",")))
                .map(Path::of);
        Stream<Path> installed = Stream.of("redis-server", "valkey-server").flatMap(RedisProcess::installed);
        Stream<Path> unpacked = Stream.of("redis", "valkey")
                .map(name -> Path.of(System.getProperty("user.home"), ".cache", "gather", "redis", name + "-server"));
        return Stream.of(named, installed, unpacked)
                .flatMap(paths -> paths)
                .filter(Files::isExecutable)
                .map(Path::toString)
                .distinct()
                .toList();
    }

    private static Stream<Path> installed(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .limit(1);
    }

    /** Starts the first program that there is. */
    public static RedisProcess start(String... options) {
        Optional<String> program = programs().stream().findFirst();
        Assumptions.assumeTrue(program.isPresent(), "there is no redis-server here: install it, or run .ci/redis");
        return of(program.orElseThrow(), options);
    }

    /** Starts one that speaks TLS alone, with the certificate for {@code localhost} and 127.0.0.1. */
    public static RedisProcess startWithTls() {
        String certificate = Certificates.SERVER.toAbsolutePath().toString();
        String key = Certificates.SERVER_KEY.toAbsolutePath().toString();
        return start(
                "--tls-cert-file",
                certificate,
                "--tls-key-file",
                key,
                "--tls-ca-cert-file",
                certificate,
                "--tls-auth-clients",
                "no");
    }

    /** Starts a program with further options. Its own port speaks no TLS unless they say so. */
    public static RedisProcess of(String program, String... options) {
        try {
            Path folder = Files.createTempDirectory("redis");
            int port = freePort();
            List<String> command =
                    new ArrayList<>(List.of(program, "--bind", "127.0.0.1", "--save", "", "--appendonly"));
            command.addAll(List.of("no", "--dir", folder.toString(), "--protected-mode", "no"));
            boolean tls = List.of(options).contains("--tls-cert-file");
            command.addAll(tls ? List.of("--port", "0", "--tls-port") : List.of("--port"));
            command.add(String.valueOf(port));
            command.addAll(List.of(options));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            RedisProcess started = new RedisProcess(process, port, folder);
            started.awaitPort();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = socket.getLocalPort();
                int lower = port < MOST_PORT ? port : port - PORTS;
                if (lower == port || isFree(lower)) {
                    return lower;
                }
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private void awaitPort() throws IOException {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                pause();
            }
        }
        throw new IOException("the server did not start: " + Files.readString(folder.resolve("log")));
    }

    private static void pause() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it is. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Runs a command that changes something. */
    public void run(String... command) {
        run(port, command);
    }

    /** Runs a command that changes something, on the server at a port of 127.0.0.1. */
    public static void run(int port, String... command) {
        String reply = ask(port, command);
        if (reply.startsWith("-")) {
            throw new IllegalArgumentException(String.join(" ", command) + ": " + reply);
        }
    }

    /** Runs a command, and gives back the bytes of its reply, up to the first 64 KB. */
    public String ask(String... command) {
        return ask(port, command);
    }

    private static String ask(int port, String... command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return ask(socket, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs commands on one connection, the last of which gives the reply; their words have no spaces. */
    public String askInTurn(String... commands) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String reply = "";
            for (String command : commands) {
                reply = ask(socket, command.split(" "));
            }
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ask(Socket socket, String... command) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(encoded(command));
        out.flush();
        InputStream in = socket.getInputStream();
        byte[] reply = new byte[65_536];
        int length = in.read(reply);
        return new String(reply, 0, Math.max(0, length), StandardCharsets.UTF_8);
    }

    private static byte[] encoded(String... command) {
        StringBuilder text = new StringBuilder("*" + command.length + "\r\n");
        for (String part : command) {
            // Each character is a byte.
            String bytes = new String(part.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            text.append('$').append(bytes.length()).append("\r\n").append(bytes).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Stops it without a word, as a machine that fails. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
