package dev.gather.stub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener on a free port of 127.0.0.1 that serves each connection on a thread of its own. */
final class LocalServer implements AutoCloseable {
    private static final int BACKLOG = 200;

    private final String name;
    private final ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    /** What happens on one connection; when it returns, the connection is closed. */
    interface Service {
        /**
         * Serves a connection.
         *
         * @param number the number of the connection, from 1
         * @throws IOException if the connection breaks, as it may at any time
         */
        void serve(Socket socket, int number) throws IOException;
    }

    /** @param name the name of its threads */
    LocalServer(String name) throws IOException {
        this.name = name;
    }

    /** Begins to serve connections. */
    void start(Service service) {
        daemon(() -> accept(service));
    }

    /** Where it listens. */
    int port() {
        return listener.getLocalPort();
    }

    /** How many connections there were. */
    int accepted() {
        return accepted.get();
    }

    /** How many connections there are, as far as this end has noticed: it looks when it reads and writes. */
    int open() {
        return open.size();
    }

    /** Runs work on a thread that does not keep the process alive. */
    void daemon(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(Service service) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                int number = accepted.incrementAndGet();
                open.add(socket);
                daemon(() -> serve(service, socket, number));
            } catch (IOException e) {
                return; // It was closed.
            }
        }
    }

    private void serve(Service service, Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            service.serve(socket, number);
        } catch (IOException e) {
            // The other side has gone, or the service wants this side to.
        } finally {
            open.remove(socket);
        }
    }

    /** Closes the listener and all connections. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
