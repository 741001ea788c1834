package dev.gather.aws;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asks services that run beside the function, such as Lambda's extensions. It asks rarely, so that each request has a
 * connection of its own.
 */
final class LocalHttp {
    private final HttpClient client;
    private final Duration limit;

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body never logged, since it may be secret
     */
    record Answer(int status, Buffer body) {
        @Override
        public String toString() {
            return "status " + status;
        }
    }

    /** @param limit the longest that a request may take, from connecting to the last byte */
    LocalHttp(Vertx vertx, Duration limit) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
        this.limit = limit;
    }

    /**
     * Sends a GET request.
     *
     * @param header the name of its one header
     * @return the answer, whatever its status; fails as the client does, or with a {@link java.util.concurrent.TimeoutException}
     */
    Future<Answer> get(String url, String header, String value) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url)
                .setTimeout(limit.toMillis())
                .putHeader(header, value);
        return client.request(request)
                .compose(HttpClientRequest::send)
                .compose(LocalHttp::read)
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Future<Answer> read(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), body));
    }
}
