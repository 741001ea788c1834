package dev.gather.redis;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a server is.
 *
 * @param host its name or address; one of IPv6 in brackets, as in URLs
 * @param port its port
 */
record Node(String host, int port) {
    private static final int DEFAULT_PORT = 6379;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");

    /** That of a URL. */
    static Node of(URI url) {
        return new Node(url.getHost(), url.getPort() < 0 ? DEFAULT_PORT : url.getPort());
    }

    /**
     * Another node of its cluster.
     *
     * @param otherHost as servers write it: without brackets, and nothing for the host of the server that says so
     * @return empty if the server does not know it, or if it is none
     */
    Optional<Node> other(String otherHost, long otherPort) {
        if (otherPort < 1 || otherPort > HIGHEST_PORT) {
            return Optional.empty();
        }
        if (otherHost.isEmpty()) {
            return Optional.of(new Node(host, (int) otherPort));
        }
        String found = otherHost.indexOf(':') < 0 ? otherHost : '[' + otherHost + ']';
        return HOST.matcher(found).matches() ? Optional.of(new Node(found, (int) otherPort)) : Optional.empty();
    }
}
