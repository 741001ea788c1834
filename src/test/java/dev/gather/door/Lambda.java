package dev.gather.door;

import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;

/** Quarkus' mock event server, which hands events to the function under test. */
final class Lambda {
    private Lambda() {}

    /** What an event is answered with: the document, or a function error. */
    static JsonObject invoke(byte[] event) {
        String body = plain().port(port("quarkus.lambda.mock-event-server.test-port"))
                .contentType("application/json")
                .body(event)
                .post("/_lambda_")
                .asString();
        return new JsonObject(body);
    }

    static JsonObject invoke(String event) {
        return invoke(event.getBytes(StandardCharsets.UTF_8));
    }

    static JsonObject invoke(JsonObject event) {
        return invoke(event.encode());
    }

    /** A request whose content and whose answer's content are left as they are. */
    static RequestSpecification plain() {
        return RestAssured.given()
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.BINARY))
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()));
    }

    static int port(String property) {
        return ConfigProvider.getConfig().getValue(property, Integer.class);
    }
}
