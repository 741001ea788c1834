package dev.gather.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoUpstreamsTest {
    private static final Vertx VERTX = Vertx.vertx();

    @BeforeAll
    static void start() {
        DemoUpstreams.start(VERTX).toCompletionStage().toCompletableFuture().join();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void knowsSomeParcels() throws Exception {
        assertEquals(
                "{\"parcel\":\"1001\",\"state\":\"delivered\",\"at\":\"2026-03-05T11:20:00Z\"}",
                get("carrier", "/parcels/1001").body());
        assertEquals(404, get("carrier", "/parcels/1003").statusCode());
    }

    @Test
    void limitsOffers() throws Exception {
        assertEquals(
                "[{\"sku\":\"HEADSET\",\"discount\":0.1}]",
                get("offers", "/for/silver?limit=1").body());
        assertEquals("[]", get("offers", "/for/nobody?limit=many").body());
    }

    @Test
    void servesDocuments() throws Exception {
        assertEquals(200, get("data", "/three.json").statusCode());
        assertEquals(404, get("data", "/four.json").statusCode());
    }

    private static HttpResponse<String> get(String upstream, String path) throws IOException, InterruptedException {
        URI uri = URI.create(DemoUpstreams.url(upstream) + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
