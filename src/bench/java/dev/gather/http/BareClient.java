package dev.gather.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/** Vert.x' HTTP client alone: it puts the bytes of the answers together, and looks into none of them. */
final class BareClient implements FanOutProgram {
    private final HttpClient client;
    private final RequestOptions server;

    BareClient(Vertx vertx, String url, int connections) {
        URI uri = URI.create(url);
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(connections));
        this.server = new RequestOptions().setHost(uri.getHost()).setPort(uri.getPort());
    }

    @Override
    public Future<byte[]> answer(int documents) {
        List<Future<Buffer>> all =
                IntStream.rangeClosed(1, documents).mapToObj(this::ask).toList();
        return Future.all(all).map(done -> joined(all));
    }

    private Future<Buffer> ask(int document) {
        RequestOptions options =
                new RequestOptions(server).setMethod(HttpMethod.GET).setURI("/parts/" + document);
        return client.request(options)
                .compose(request ->
                        request.putHeader("accept", "application/json").send())
                .compose(HttpClientResponse::body);
    }

    private static byte[] joined(List<Future<Buffer>> answers) {
        Buffer list = Buffer.buffer("[");
        for (Future<Buffer> answer : answers) {
            list.appendString(list.length() > 1 ? "," : "").appendBuffer(answer.result());
        }
        return list.appendString("]").getBytes();
    }
}
