package dev.gather.stub;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * Stands between a client and a database, and cuts the connection where a test says so: after the database has done what the
 * client sent, before the client hears of it.
 */
public final class CuttingProxy implements AutoCloseable {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    private final LocalServer server = new LocalServer("cutting-proxy");
    private final int database;
    private volatile Predicate<byte[]> cut = sent -> false;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean frozen;

    /** A connection. */
    private static final class Link {
        /** Whether its next answer does not get through. */
        private volatile boolean deaf;

        /** Whether nothing gets through. */
        private volatile boolean frozen;
    }

    /** @param database the port of the database */
    public CuttingProxy(int database) throws IOException {
        this.database = database;
        server.start((client, number) -> serve(client));
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** Cuts a connection when the database answers to something of which this is true. */
    public void cutAfter(Predicate<byte[]> sent) {
        cut = sent;
    }

    /** From now on nothing gets through, not even the end of a connection: as if the client's machine had stopped. */
    public void freeze() {
        frozen = true;
        freezeOpen();
    }

    /** Nothing gets through any more on the connections that are open now, as if their server had stopped; new ones work. */
    public void freezeOpen() {
        links.forEach(link -> link.frozen = true);
    }

    /** Whether a prepared statement is executed by what was sent, in which several messages may have arrived together. */
    public static Predicate<byte[]> executes(Wire wire) {
        return sent -> holds(wire, sent, message -> wire.part(message) == Wire.Part.EXECUTE);
    }

    /** Whether a statement with this text is run at once by what was sent. */
    public static Predicate<byte[]> runs(Wire wire, String text) {
        return sent -> holds(
                wire,
                sent,
                message -> wire.part(message) == Wire.Part.STATEMENT
                        && wire.statement(message).equals(text));
    }

    private static boolean holds(Wire wire, byte[] sent, Predicate<byte[]> wanted) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(sent));
        try {
            for (byte[] message = wire.next(in); message.length > 0; message = wire.next(in)) {
                if (wanted.test(message)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket client) throws IOException {
        Socket backend = new Socket(LOCAL, database);
        Link link = new Link();
        links.add(link);
        link.frozen |= frozen;
        server.daemon(() -> toDatabase(client, backend, link));
        toClient(backend, client, link);
    }

    private void toDatabase(Socket client, Socket backend, Link link) {
        pump(link, client, backend, bytes -> {
            link.deaf |= cut.test(bytes);
            return true;
        });
    }

    private void toClient(Socket backend, Socket client, Link link) {
        pump(link, backend, client, bytes -> !link.deaf);
    }

    /** Passes on what comes until either end is closed, or something must not get through. */
    private void pump(Link link, Socket from, Socket to, Predicate<byte[]> through) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                awaitThaw(link);
                if (!through.test(Arrays.copyOf(buffer, length))) {
                    return;
                }
                out.write(buffer, 0, length);
            }
            awaitThaw(link);
        } catch (IOException e) {
            // One of them has gone; the other one goes, too.
        }
    }

    /** There is no thaw but the end of the test. */
    private void awaitThaw(Link link) throws IOException {
        try {
            if (link.frozen) {
                closed.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
