package dev.gather.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.config.GatherConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers are told, by the origins of the configuration. */
class CorsTest {
    private static final WebAnswer ANSWER = new WebAnswer(200, Map.of(), new byte[0]);

    private static Cors cors(String origins) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(GatherConfig.class);
        if (origins != null) {
            builder.withDefaultValue("gather.http.cors.origins", origins);
        }
        builder.withDefaultValue("gather.http.cors.headers", "x-one,x-two");
        builder.withDefaultValue("gather.http.cors.max-age", "2m");
        return new Cors(builder.build().getConfigMapping(GatherConfig.class));
    }

    private static WebRequest from(String origin) {
        return Requests.with("GET", origin == null ? Map.of() : Map.of("origin", origin));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                               | https://a.example |                   |       ",
                "https://a.example              | https://a.example | https://a.example | origin",
                "https://b.example, https://a.example | https://a.example | https://a.example | origin",
                "https://A.example              | https://a.EXAMPLE | https://a.EXAMPLE | origin",
                "https://a.example              | https://b.example |                   | origin",
                "https://a.example              | http://a.example  |                   | origin",
                "https://a.example              | https://a.example:8443 |              | origin",
                "https://a.example              | https://a.example.evil.example |      | origin",
                "https://a.example              | null              |                   | origin",
                "https://a.example              |                   |                   | origin",
                "*                              | https://b.example | *                 |       ",
                "*                              |                   |                   |       "
            })
    void sharesAnAnswerWith(String origins, String origin, String allowed, String vary) {
        Map<String, String> headers = cors(origins).shared(from(origin), ANSWER).headers();

        assertEquals(allowed, headers.get("access-control-allow-origin"));
        assertEquals(vary, headers.get("vary"));
        assertEquals(
                allowed == null ? null : "etag, server-timing, gather-degraded",
                headers.get("access-control-expose-headers"));
    }

    @Test
    void keepsWhatAnAnswerVariesByAlready() {
        WebAnswer answer = cors("https://a.example").shared(from(null), ANSWER.with(Map.of("vary", "accept")));

        assertEquals("accept, origin", answer.headers().get("vary"));
    }

    @Test
    void tellsWhatMayBeAsked() {
        WebRequest request =
                Requests.with("OPTIONS", Map.of("origin", "https://a.example", "access-control-request-method", "PUT"));

        Map<String, String> headers =
                cors("https://a.example").preflight(request, "GET, POST", List.of("x-two", "x-three"));

        assertEquals(
                "{access-control-allow-headers=x-one, x-two, x-three, access-control-allow-methods=GET, POST,"
                        + " access-control-max-age=120}",
                new TreeMap<>(headers).toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a stranger,       https://b.example, PUT",
        "no preflight,     https://a.example, ",
        "no browser at all,                 , PUT"
    })
    void tellsNothingTo(String unusedName, String origin, String method) {
        Map<String, String> headers = new TreeMap<>();
        if (origin != null) {
            headers.put("origin", origin);
        }
        if (method != null) {
            headers.put("access-control-request-method", method);
        }

        assertEquals(
                Map.of(),
                cors("https://a.example").preflight(Requests.with("OPTIONS", headers), "GET", List.of("x-three")));
    }
}
