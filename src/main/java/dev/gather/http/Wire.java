package dev.gather.http;

import io.vertx.core.http.HttpClient;
import org.jboss.resteasy.reactive.client.impl.ClientImpl;

/**
 * The way from one event loop to one upstream. Each event loop has its own, so that a request, its connection and its
 * answer never leave it.
 *
 * @param owner the reactive REST client, which makes, configures and closes the HTTP client
 * @param places for requests on their way
 * @param trust in the upstream's connections
 */
record Wire(ClientImpl owner, Places places, Trust trust) {
    HttpClient client() {
        return owner.getVertxHttpClient();
    }

    void close() {
        owner.close();
    }
}
