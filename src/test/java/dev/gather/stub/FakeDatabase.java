package dev.gather.stub;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks MySQL's protocol as a test scripts it, packet by packet, and so may break it. Each connection has a
 * thread of its own.
 */
public final class FakeDatabase implements AutoCloseable {
    /** What happens on one connection; when it returns, the connection is closed. */
    public interface Script {
        void serve(FakeConnection connection) throws IOException;
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Script script;

    /** Starts it on a free port of 127.0.0.1. */
    public FakeDatabase(Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
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
        return accepted.get();
    }

    /** How many connections there are. */
    public int open() {
        return open.size();
    }

    /** What went wrong in scripts. */
    public List<Throwable> faults() {
        return faults;
    }

    void note(String statement) {
        statements.add(statement);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Script current = script;
                daemon(() -> serve(socket, current));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, Script current) {
        try (socket) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            current.serve(new FakeConnection(this, in, out));
        } catch (EOFException | SocketException e) {
            // The client has gone, as it may at any time.
        } catch (IOException | RuntimeException e) {
            faults.add(e);
        } finally {
            open.remove(socket);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "fake-database");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
