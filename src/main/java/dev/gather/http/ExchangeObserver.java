package dev.gather.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.jboss.resteasy.reactive.client.api.ClientLogger;

/**
 * Hands each request of the REST client to its {@link Exchange}. The client's hook for loggers is the one place in
 * which it shows its requests; this one logs nothing, as a request may hold secrets.
 */
final class ExchangeObserver implements ClientLogger {
    @Override
    public void setBodySize(int bodySize) {
        // Bodies are not logged, whatever their size.
    }

    @Override
    public void logRequest(HttpClientRequest request, Buffer body, boolean omitBody) {
        Exchange exchange = Exchange.current();
        if (exchange != null) {
            exchange.sent(request);
        }
    }

    @Override
    public void logResponse(HttpClientResponse response, boolean redirect) {
        // The exchange listens to the response itself, from its head on.
    }
}
