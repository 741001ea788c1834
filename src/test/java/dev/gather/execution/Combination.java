package dev.gather.execution;

import dev.gather.stub.Stubs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One combination of what a source is and what its upstream does. Its composition has the source {@code thing}, one
 * beside it that always answers, and maybe one that depends on it.
 *
 * @param upstream what the upstream does
 * @param fallback whether the source has one
 * @param repeated whether it runs under {@code forEach}, over two elements of which the second meets what the upstream does
 * @param dependant whether another source depends on it
 */
public record Combination(Upstream upstream, boolean fallback, boolean repeated, boolean dependant) {
    /** What the upstream does: the failure's code, and the status of an answer that cannot do without the source. */
    enum Upstream {
        OK("", 200),
        SLOW("timeout", 504),
        REFUSED("connection", 502),
        ERROR("status", 502),
        GARBAGE("malformed", 502),
        MISSING("missing", 502);

        private final String code;
        private final int status;

        Upstream(String code, int status) {
            this.code = code;
            this.status = status;
        }
    }

    /** All of them. */
    public static List<Combination> all() {
        List<Combination> all = new ArrayList<>();
        for (Upstream upstream : Upstream.values()) {
            for (int i = 0; i < 8; i++) {
                all.add(new Combination(upstream, (i & 1) != 0, (i & 2) != 0, (i & 4) != 0));
            }
        }
        return all;
    }

    /** The composition's name. */
    public String name() {
        return "combination-" + upstream.name().toLowerCase(Locale.ROOT) + (fallback ? "-fallback" : "-required")
                + (repeated ? "-for-each" : "") + (dependant ? "-dependant" : "");
    }

    /** The composition's text. */
    public String composition() {
        String host = upstream == Upstream.REFUSED ? "nobody" : "stub";
        String element = repeated ? "{% $item %}" : "2";
        return String.join(
                "\n",
                "sources:",
                "  beside: { http: 'GET stub:/beside' }",
                "  thing:",
                repeated ? "    forEach: '{% [1, 2] %}'" : "",
                "    http: 'GET " + host + ":/things/" + element + "'",
                "    timeout: 8s",
                fallback ? "    fallback: '{% $error.code %}'" : "",
                dependant ? "  after: { http: 'GET stub:/after?of={% $string($thing) %}' }" : "",
                "output: ['{% $beside %}', '{% $thing %}'" + (dependant ? ", '{% $after %}'" : "") + "]",
                "");
    }

    /** What the stub server does. */
    JsonArray stubs() {
        JsonObject thing = new JsonObject().put("request", "GET /things/2");
        switch (upstream) {
            case OK -> thing.put("json", "two");
            case SLOW -> thing.put("json", "two").put("delay", 60_000);
            case ERROR -> thing.put("status", 500);
            case GARBAGE ->
                thing.put("text", "<html>").put("headers", new JsonObject().put("content-type", "application/json"));
            case MISSING -> thing.put("status", 404);
            case REFUSED -> thing.put("times", 0);
        }
        return new JsonArray(List.of(
                Stubs.json("GET /beside", "b"),
                Stubs.json("GET /things/1", "one"),
                thing,
                Stubs.json("GET /after?of=" + encoded(), "a")));
    }

    private String encoded() {
        return java.net.URLEncoder.encode(
                        repeated ? new JsonArray(things()).encode() : things().get(0),
                        java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    /** The requests that the upstream must have seen, in any order; none that follows a failure. */
    List<String> requests() {
        List<String> requests = new ArrayList<>(List.of("GET /beside"));
        if (upstream != Upstream.REFUSED) {
            requests.add("GET /things/2");
            if (repeated) {
                requests.add("GET /things/1");
            }
        }
        if (dependant && status() == 200) {
            requests.add("GET /after?of=" + encoded());
        }
        return requests;
    }

    boolean isSlow() {
        return upstream == Upstream.SLOW;
    }

    /** The answer's status. */
    int status() {
        return fallback ? 200 : upstream.status;
    }

    /** Whether the answer says that it fell back. */
    boolean degraded() {
        return fallback && upstream != Upstream.OK;
    }

    /** The outcome of {@code thing} in the report. */
    String outcome() {
        if (upstream == Upstream.OK) {
            return "value";
        }
        return fallback ? "fallback" : "failed";
    }

    /** The answer where there is one. */
    JsonArray output() {
        JsonArray output = new JsonArray().add("b").add(repeated ? new JsonArray(things()) : things().get(0));
        return dependant ? output.add("a") : output;
    }

    private List<String> things() {
        String second = upstream == Upstream.OK ? "two" : upstream.code;
        String first = upstream == Upstream.REFUSED ? second : "one";
        return repeated ? List.of(first, second) : List.of(second);
    }
}
