package dev.gather.stub;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that speaks MySQL's protocol as a test scripts it, packet by packet, and so may break it. Each connection has a
 * thread of its own.
 */
public final class FakeDatabase implements AutoCloseable {
    /** What happens on one connection; when it returns, the connection is closed. */
    public interface Script {
        void serve(FakeConnection connection) throws IOException;
    }

    private final LocalServer server = new LocalServer("fake-database");
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private volatile Script script;

    /** Starts it on a free port of 127.0.0.1. */
    public FakeDatabase(Script script) throws IOException {
        this.script = script;
        server.start((socket, number) -> serve(socket, this.script));
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** What happens on connections from now on. */
    public void script(Script next) {
        script = next;
    }

    /** The statements that came, in their order: those to prepare as well as those to run at once. */
    public List<String> statements() {
        return statements;
    }

    /** How many connections there were. */
    public int accepted() {
        return server.accepted();
    }

    /** How many connections there are. */
    public int open() {
        return server.open();
    }

    /** What went wrong in scripts. */
    public List<Throwable> faults() {
        return faults;
    }

    void note(String statement) {
        statements.add(statement);
    }

    private void serve(Socket socket, Script current) throws IOException {
        try {
            current.serve(new FakeConnection(this, socket));
        } catch (EOFException | SocketException e) {
            throw e; // The client has gone, as it may at any time.
        } catch (IOException | RuntimeException e) {
            faults.add(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
