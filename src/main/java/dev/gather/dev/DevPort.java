package dev.gather.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;

/**
 * The ports of dev mode's own servers on 127.0.0.1. Each is chosen once per JVM from the free ports: the configuration needs
 * it before the server listens, and it stays the same over live reloads. It is kept in a system property, since live reloads
 * replace the application's classes.
 */
enum DevPort {
    DATABASE,
    UPSTREAMS;

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
