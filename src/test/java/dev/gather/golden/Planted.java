package dev.gather.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Secrets that callers send with every call by HTTP, and that no line of the log may have in it. */
final class Planted {
    private static final String SECRET = "planted-secret-";

    private static final Map<String, Object> HEADERS = Map.of(
            "x-planted",
            SECRET + "header",
            "cookie",
            "session=" + SECRET + "cookie",
            "proxy-authorization",
            "Basic " + SECRET + "login");

    private Planted() {}

    /** The headers of a call, and the secret ones. */
    static JsonObject with(Map<String, Object> headers) {
        JsonObject all = new JsonObject();
        HEADERS.forEach(all::put);
        headers.forEach(all::put);
        return all;
    }

    /** Checks all that was logged while the cases ran. */
    static void checkNone(List<String> log) {
        assertTrue(log.size() > GoldenCase.all().size() / 2, "it is the log: " + log.size());
        assertEquals(
                List.of(), log.stream().filter(line -> line.contains(SECRET)).toList());
    }
}
