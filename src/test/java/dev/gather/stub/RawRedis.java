package dev.gather.stub;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that reads commands as Redis has them, and writes whatever bytes a test wants. It answers handshakes itself; each
 * connection has a thread of its own.
 */
public final class RawRedis implements AutoCloseable {
    /** What it does with each command. */
    @FunctionalInterface
    public interface Script {
        /** Answers a command; the connection is closed where it throws. */
        void answer(Command command, OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * A command that came in.
     *
     * @param words its name and its arguments
     * @param connection the number of the connection, from 1
     * @param number its place on that connection, from 1
     */
    public record Command(List<String> words, int connection, int number) {
        /** Its last argument. */
        public String last() {
            return words.get(words.size() - 1);
        }
    }

    private static final String WELCOME = "*2\r\n" + bulk("proto") + ":2\r\n";

    private final LocalServer server = new LocalServer("raw-redis");
    private final Script script;
    private volatile String greeting = WELCOME;

    /** Starts it on a free port of 127.0.0.1. */
    public RawRedis(Script script) throws IOException {
        this.script = script;
        server.start(this::serve);
    }

    /** Answers further handshakes with an error, and closes these connections; with nothing, welcomes them again. */
    public void refuse(String error) {
        greeting = error.isEmpty() ? WELCOME : error;
    }

    /** Where it is. */
    public String url() {
        return "redis://127.0.0.1:" + server.port();
    }

    /** Its port. */
    public int port() {
        return server.port();
    }

    /** How many connections it was asked for. */
    public int connections() {
        return server.accepted();
    }

    /** How many connections there are, as far as this end has noticed: it looks when it reads and writes. */
    public int open() {
        return server.open();
    }

    /** A text as a reply. */
    public static String bulk(String text) {
        return "$" + text.getBytes(StandardCharsets.UTF_8).length + "\r\n" + text + "\r\n";
    }

    /** Writes bytes at once. */
    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void serve(Socket socket, int connection) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        int number = 0;
        while (true) {
            List<String> words = words(in);
            if (words.get(0).equalsIgnoreCase("hello")) {
                String answer = greeting;
                write(out, answer);
                if (!answer.equals(WELCOME)) {
                    throw new EOFException();
                }
            } else {
                number++;
                answer(new Command(words, connection, number), out);
            }
        }
    }

    private void answer(Command command, OutputStream out) throws IOException {
        try {
            script.answer(command, out);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static List<String> words(InputStream in) throws IOException {
        int count = Integer.parseInt(line(in).substring(1));
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] word = in.readNBytes(Integer.parseInt(line(in).substring(1)));
            words.add(new String(word, StandardCharsets.UTF_8) + line(in));
        }
        return words;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (next == '\n') {
                return line.toString().strip();
            }
            line.append((char) next);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
