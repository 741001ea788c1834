package dev.gather.stub;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * An upstream that writes whatever bytes a test wants, since what an HTTP server would never send is what is tested. It
 * reads requests as HTTP/1.1 has them, each connection on a thread of its own.
 */
public final class RawServer implements AutoCloseable {
    /** What it does with each request. */
    @FunctionalInterface
    public interface Script {
        /** Answers a request; the connection is closed where it throws. */
        void answer(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * A request that came in.
     *
     * @param head its first line and headers, as they came
     * @param body its content
     * @param connection the number of the connection, from 1
     * @param number its place on that connection, from 1
     */
    public record Request(String head, String body, int connection, int number) {
        /** Its first line. */
        public String line() {
            return head.substring(0, head.indexOf('\r'));
        }

        /** The value of a header; empty if there is none. */
        public String header(String name) {
            return head.lines()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(header -> header.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        /** What stands in the path behind its last slash. */
        public String token() {
            String path = line().split(" ", -1)[1];
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private final LocalServer server = new LocalServer("raw-server");
    private final Script script;
    private final String greeting;

    /** Starts it on a free port of 127.0.0.1. */
    public RawServer(Script script) throws IOException {
        this("", script);
    }

    /**
     * Starts it on a free port of 127.0.0.1.
     *
     * @param greeting what the first connection starts with, before any request, and after a while
     */
    public RawServer(String greeting, Script script) throws IOException {
        this.script = script;
        this.greeting = greeting;
        server.start(this::serve);
    }

    /** The base URL. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** How many connections it was asked for. */
    public int connections() {
        return server.accepted();
    }

    /** How many connections there are, as far as this end has noticed: it looks when it reads and writes. */
    public int open() {
        return server.open();
    }

    /** An answer with its length. */
    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    /** An answer that carries the request's token. */
    public static String own(Request request) {
        return ok('"' + request.token() + '"');
    }

    /** So many tokens, {@code t0} first. */
    public static List<String> tokens(int count) {
        return IntStream.range(0, count).mapToObj(i -> "t" + i).toList();
    }

    /** Writes a text at once. */
    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket socket, int connection) throws IOException {
        try (InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            if (connection == 1 && !greeting.isEmpty()) {
                Thread.sleep(50);
                write(out, greeting);
            }
            int number = 0;
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                number++;
                script.answer(new Request(head, body(head, in), connection, number), out);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            head.write(octet);
            String text = head.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                return text;
            }
        }
        return "";
    }

    private static String body(String head, InputStream in) throws IOException {
        for (String header : head.split("\r\n", -1)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                int length = Integer.parseInt(header.substring(15).strip());
                return new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
