package dev.gather.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What callers negotiate beside the document: whether they have it already, how it is compressed, and who may read it. */
@QuarkusTest
class NegotiationTest {
    /** The doors that there are. */
    List<Doors> doors() {
        return Doors.all();
    }

    @Test
    void answersNotModifiedToWhoHasIt() {
        String tag = "W/\"AinTfjParhSb9AVDpc4d\"";
        Call call = Call.get("/echo/x").with("If-None-Match", "\"other\", " + tag);
        for (Doors door : doors()) {
            Answer answer = door.send(call);

            assertEquals(304, answer.status(), door.name());
            assertEquals("", answer.text());
            assertEquals(tag, answer.header("etag"));
            assertEquals("max-age=60", answer.header("cache-control"));
            assertEquals(door == Doors.REST_API ? "origin" : "origin, accept-encoding", answer.header("vary"));
        }
    }

    @Test
    void compressesForWhoAcceptsItWhereTheDoorCan() throws IOException {
        String text = "abc ".repeat(1000);
        String document = "{\"got\":{\"text\":\"" + text + "\"},\"request\":\"POST\"}";
        Call call = Call.post("/compositions/input-any", "{\"text\": \"" + text + "\"}");
        for (Doors door : doors()) {
            Answer answer = door.send(call.with("Accept-Encoding", "br, gzip;q=0.8"));

            if (door == Doors.REST_API) {
                assertEquals(document, answer.text());
            } else {
                assertEquals("gzip", answer.header("content-encoding"), door.name());
                assertEquals("origin, accept-encoding", answer.header("vary"));
                assertTrue(answer.body().length < 500);
                assertEquals(document, unzipped(answer.body()));
            }
        }
    }

    private static String unzipped(byte[] content) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void tellsBrowsersWhatTheyMayAskFor() {
        Call asked = Call.of("OPTIONS", "/typed/1")
                .with("Origin", "https://app.example.com")
                .with("Access-Control-Request-Method", "POST");
        for (Doors door : doors()) {
            Answer preflight = door.send(asked);

            assertEquals(204, preflight.status(), door.name());
            assertEquals("GET, HEAD, OPTIONS, POST", preflight.header("access-control-allow-methods"));
            assertEquals("authorization, content-type", preflight.header("access-control-allow-headers"));
            assertEquals("600", preflight.header("access-control-max-age"));
        }
    }

    @Test
    void tellsBrowsersHowToCallTools() {
        Call asked = Call.of("OPTIONS", "/mcp")
                .with("Origin", "https://app.example.com")
                .with("Access-Control-Request-Method", "POST");
        for (Doors door : doors()) {
            Answer preflight = door.send(asked);

            assertEquals(204, preflight.status(), door.name());
            assertEquals("OPTIONS, POST", preflight.header("access-control-allow-methods"));
            assertEquals(
                    "authorization, content-type, mcp-protocol-version, mcp-method, mcp-name",
                    preflight.header("access-control-allow-headers"));
        }
    }

    @Test
    void sharesAnswersWithTheOriginsOfTheConfiguration() {
        for (Doors door : doors()) {
            Answer answer = door.send(Call.get("/echo/x").with("Origin", "https://app.example.com"));

            assertEquals("https://app.example.com", answer.header("access-control-allow-origin"), door.name());
            assertTrue(answer.header("vary").startsWith("origin"));
        }
    }

    @Test
    void sharesNoAnswerWithOtherOrigins() {
        for (Doors door : doors()) {
            Answer answer = door.send(Call.get("/echo/x").with("Origin", "https://other.example.com"));

            assertEquals(200, answer.status(), door.name());
            assertFalse(answer.headers().containsKey("access-control-allow-origin"), door.name());
        }
    }
}
