package dev.gather.stub;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Scripts the {@link StubServer} of the running test and reads its log. */
public final class Stubs {
    private Stubs() {}

    /** Sets the stubs and clears the log. */
    public static void script(JsonObject... stubs) {
        script(new JsonArray(List.of(stubs)));
    }

    /** Sets the stubs and clears the log. */
    public static void script(JsonArray stubs) {
        RestAssured.given()
                .baseUri(url())
                .contentType(ContentType.JSON)
                .body(stubs.encode())
                .put("/__script")
                .then()
                .statusCode(200);
    }

    /** What came in since the stubs were set. */
    public static List<JsonObject> log() {
        JsonArray log = new JsonArray(
                RestAssured.given().baseUri(url()).get("/__log").body().asString());
        return log.stream().map(JsonObject.class::cast).toList();
    }

    /** A stub that answers with a JSON value. */
    public static JsonObject json(String request, Object json) {
        return new JsonObject().put("request", request).put("json", json);
    }

    private static String url() {
        return ConfigProvider.getConfig().getValue("gather.upstreams.stub.url", String.class);
    }
}
