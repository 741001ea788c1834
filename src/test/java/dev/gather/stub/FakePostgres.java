package dev.gather.stub;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server that speaks PostgreSQL's protocol as a test scripts it, message by message. Each connection has a thread of its own. */
public final class FakePostgres implements AutoCloseable {
    /** What happens on one connection; when it returns, the connection is closed. */
    public interface Script {
        void serve(Connection connection) throws IOException;
    }

    /** Whether a statement succeeds, {@code parse} and {@code execute} being the parts of a prepared one: no fields for success, or those of an error, by their letters. */
    public interface Statements {
        Map<Character, String> errorOf(String statement) throws IOException;
    }

    private final LocalServer server = new LocalServer("fake-postgres");
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();

    /** Starts it on a free port of 127.0.0.1. */
    public FakePostgres(Script script) throws IOException {
        server.start((socket, number) -> serve(socket, script));
    }

    private void serve(Socket socket, Script script) throws IOException {
        try {
            script.serve(new Connection(socket));
        } catch (EOFException | SocketException e) {
            throw e; // The client has gone, as it may at any time.
        } catch (IOException | RuntimeException e) {
            faults.add(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** What clients sent to run: the statements that are to run at once, and {@code execute} for each prepared one. */
    public List<String> sent() {
        return sent;
    }

    /** How many connections there were. */
    public int accepted() {
        return server.accepted();
    }

    /** What went wrong in scripts. */
    public List<Throwable> faults() {
        return faults;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /**
     * A message of a client.
     *
     * @param text what it has before its first zero
     */
    private record Message(int type, String text) {}

    /** The server's end of a connection. */
    public final class Connection {
        private Socket socket;
        private DataInputStream in;
        private DataOutputStream out;
        private char status = 'I';

        private Connection(Socket socket) throws IOException {
            use(socket);
        }

        private void use(Socket next) throws IOException {
            socket = next;
            in = new DataInputStream(next.getInputStream());
            out = new DataOutputStream(next.getOutputStream());
        }

        /** Goes on with TLS, for which the client has to ask. */
        public void startTls(SSLContext tls) throws IOException {
            in.skipNBytes(2 * Integer.BYTES);
            out.write('S');
            SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
            secure.startHandshake();
            use(secure);
        }

        /** Reads who logs in, and the password as it is. */
        public String clearPassword() throws IOException {
            in.skipNBytes(in.readInt() - Integer.BYTES);
            send('R', new byte[] {0, 0, 0, 3});
            Message password = read();
            return password.text();
        }

        /** Reads who logs in, and asks for no password. */
        public void login() throws IOException {
            in.skipNBytes(in.readInt() - Integer.BYTES);
            welcome();
        }

        /** Accepts who logs in. */
        public void welcome() throws IOException {
            send('R', new byte[4]);
            send('S', "server_version\0" + "15.0\0");
            send('S', "client_encoding\0" + "UTF8\0");
            send('K', new byte[8]);
            ready();
        }

        /** Answers until the client has gone: each statement as it is said, and a prepared one with no rows. */
        public void serve(Statements statements) throws IOException {
            while (true) {
                Message message = read();
                switch (message.type()) {
                    case 'Q' -> {
                        answer(message.text(), statements);
                        ready();
                    }
                    case 'P' -> {
                        Map<Character, String> error = statements.errorOf("parse");
                        if (error.isEmpty()) {
                            send('1', new byte[0]);
                        } else {
                            error(error);
                        }
                    }
                    case 'D' -> {
                        send('t', new byte[2]);
                        send('n', new byte[0]);
                    }
                    case 'B' -> send('2', new byte[0]);
                    case 'E' -> {
                        answer("execute", statements);
                    }
                    case 'C' -> send('3', new byte[0]);
                    case 'S' -> ready();
                    case 'X' -> {
                        return;
                    }
                    default -> throw new IOException("a message of type " + message.type());
                }
            }
        }

        private void answer(String statement, Statements statements) throws IOException {
            sent.add(statement);
            Map<Character, String> error = statements.errorOf(statement);
            if (!error.isEmpty()) {
                error(error);
                return;
            }
            if (statement.startsWith("START TRANSACTION")) {
                status = 'T';
            } else if (statement.equals("COMMIT") || statement.equals("ROLLBACK")) {
                status = 'I';
            }
            send('C', statement.equals("execute") ? "UPDATE 1\0" : "SET\0");
        }

        private void ready() throws IOException {
            send('Z', new byte[] {(byte) status});
            out.flush();
        }

        /** An error with these fields. */
        public void error(Map<Character, String> fields) throws IOException {
            StringBuilder all = new StringBuilder("SFEHLER\0VERROR\0");
            fields.forEach((field, text) -> all.append(field).append(text).append('\0'));
            send('E', all.append('\0').toString());
        }

        private Message read() throws IOException {
            int type = in.readUnsignedByte();
            String content = new String(in.readNBytes(in.readInt() - Integer.BYTES), StandardCharsets.UTF_8);
            return new Message(type, content.split("\0", 2)[0]);
        }

        private void send(char type, String text) throws IOException {
            send(type, text.getBytes(StandardCharsets.UTF_8));
        }

        private void send(char type, byte[] content) throws IOException {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            DataOutputStream parts = new DataOutputStream(message);
            parts.writeByte(type);
            parts.writeInt(content.length + Integer.BYTES);
            parts.write(content);
            out.write(message.toByteArray());
        }
    }
}
