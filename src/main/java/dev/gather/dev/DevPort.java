package dev.gather.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;

/**
 * The ports on 127.0.0.1 of what dev mode starts. Each is chosen once per JVM, from those that are free: the
 * configuration names it before anything listens there, and it stays the same over live reloads. As these replace the
 * application's classes, the choice is kept in a system property.
 */
enum DevPort {
    DATABASE,
    UPSTREAMS;

    /** The port's number. */
    int number() {
        Object number = System.getProperties().computeIfAbsent(property(), property -> free());
        return Integer.parseInt((String) number);
    }

    private String property() {
        return "dev.gather.port." + name().toLowerCase(Locale.ROOT);
    }

    private static String free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
