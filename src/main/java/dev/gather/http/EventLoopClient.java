package dev.gather.http;

import io.vertx.core.http.HttpClient;
import org.jboss.resteasy.reactive.client.impl.ClientImpl;

/**
 * The HTTP client of one upstream on one event loop. As no other event loop uses it, a request, its connection and its
 * answer stay on that event loop.
 *
 * @param owner the reactive REST client, which creates, configures and closes the HTTP client
 * @param slots for requests under way
 * @param reuse of the upstream's connections
 */
record EventLoopClient(ClientImpl owner, RequestSlots slots, ConnectionReuse reuse) {
    HttpClient http() {
        return owner.getVertxHttpClient();
    }

    void close() {
        owner.close();
    }
}
