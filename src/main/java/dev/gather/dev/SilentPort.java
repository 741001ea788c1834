package dev.gather.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A port of 127.0.0.1 that accepts connections and never answers. Quarkus' poll loop also runs in dev mode, and stops the
 * application if it finds no runtime API; on this port it waits for an event that never comes. The port is opened once per
 * JVM and stays open over live reloads, so its number is kept in a system property.
 */
final class SilentPort {
    private static final String PROPERTY = "dev.gather.port.silent";

    /** One connection per live reload, none of which is ever accepted. */
    private static final int BACKLOG = 1_000;

    private SilentPort() {}

    static int number() {
        return Integer.parseInt((String) System.getProperties().computeIfAbsent(PROPERTY, property -> open()));
    }

    private static String open() {
        try {
            ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
            // The hook keeps the socket from being collected, which would close it.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(socket)));
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
