package dev.gather.execution;

import dev.gather.stub.Stubs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Three sources of different kinds: {@code thing}, one beside it, and one after it, which names it.
 *
 * @param kind of {@code thing}
 * @param fate of {@code thing}
 * @param after the kind of the source that depends on it
 * @param fallback whether {@code thing} has one
 * @param repeated whether it runs under {@code forEach}, over two elements with one fate
 */
record KindCombination(Kind kind, Fate fate, Kind after, boolean fallback, boolean repeated) {
    private static final String INVOCATION = "POST /2015-03-31/functions/"
            + "arn%3Aaws%3Alambda%3Aeu-central-1%3A123456789012%3Afunction%3Apricing/invocations?Qualifier=live";

    /** What becomes of a source. */
    enum Fate {
        VALUE,
        NOTHING,
        LATE,
        ERROR,
        UNREACHABLE
    }

    /** A kind of source, and the failure of one that the backend refuses. */
    enum Kind {
        HTTP("status"),
        FUNCTION("status"),
        MYSQL("query"),
        POSTGRESQL("query"),
        REDIS("query");

        private final String error;

        Kind(String error) {
            this.error = error;
        }

        /** Whether its backend can be made to do this, in this test. */
        boolean can(Fate fate) {
            return switch (this) {
                case HTTP, MYSQL -> true;
                case FUNCTION, POSTGRESQL -> fate != Fate.UNREACHABLE;
                case REDIS -> fate != Fate.LATE;
            };
        }

        /** The keys of a source, whose value is that of an element. */
        List<String> source(Fate fate, String element) {
            boolean away = fate == Fate.UNREACHABLE;
            return switch (this) {
                case HTTP -> List.of("http: 'GET " + target(fate, element) + "'", "missing: null");
                case FUNCTION -> List.of("lambda: pricing", "payload: '" + element + "'");
                case MYSQL ->
                    List.of(sql(fate, element, "SELECT SLEEP(20) AS n"), "rows: one", away ? "datasource: absent" : "");
                case POSTGRESQL ->
                    List.of(sql(fate, element, "SELECT pg_sleep(20)::text AS n"), "rows: one", "datasource: postgres");
                case REDIS ->
                    List.of("redis: 'GET " + key(fate, element) + "'", "backend: " + (away ? "gone" : "default"));
            };
        }

        private static String target(Fate fate, String element) {
            return switch (fate) {
                case VALUE -> "stub:/values/" + element;
                case UNREACHABLE -> "nobody:/values";
                default -> "stub:/thing";
            };
        }

        private static String sql(Fate fate, String element, String late) {
            String text = element.replace("{% ", "{% $string(").replace(" %}", ") %}");
            return switch (fate) {
                case VALUE, UNREACHABLE -> "sql: SELECT CONCAT('v', " + (element.equals("1") ? "'1'" : text) + ") AS n";
                case NOTHING -> "sql: SELECT 1 AS n FROM (SELECT 1 AS x) AS t WHERE x = 2";
                case LATE -> "sql: '" + late + "'";
                case ERROR -> "sql: SELECT n FROM nowhere";
            };
        }

        private static String key(Fate fate, String element) {
            return switch (fate) {
                case NOTHING -> "nothing";
                case ERROR -> "set";
                default -> "value-" + element;
            };
        }

        /** The value for an element, as text. */
        String value(int element) {
            return switch (this) {
                case HTTP, REDIS -> "v" + element;
                case FUNCTION -> "v";
                case MYSQL, POSTGRESQL -> "{n=v" + element + "}";
            };
        }
    }

    /** All of them. */
    static List<KindCombination> all() {
        List<KindCombination> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Fate fate : Arrays.stream(Fate.values()).filter(kind::can).toList()) {
                for (Kind after : Kind.values()) {
                    for (int i = 0; i < 4 && after != kind; i++) {
                        all.add(new KindCombination(kind, fate, after, (i & 1) != 0, (i & 2) != 0));
                    }
                }
            }
        }
        return all;
    }

    /** What tells it from the others. */
    String name() {
        return kind + " " + fate + (fallback ? " with fallback" : "") + (repeated ? " for each" : "") + ", then "
                + after;
    }

    /** The kinds of its sources. */
    Stream<Kind> kinds() {
        return Stream.of(kind, after, beside());
    }

    private Kind beside() {
        return Arrays.stream(Kind.values())
                .filter(other -> other != kind && other != after)
                .findFirst()
                .orElseThrow();
    }

    /** Its text. */
    String composition() {
        List<String> lines = new ArrayList<>(List.of("sources:"));
        lines.add("  beside:");
        beside().source(Fate.VALUE, "1").forEach(key -> lines.add("    " + key));
        lines.add("  thing:");
        if (repeated) {
            lines.add("    forEach: '{% [1, 2] %}'");
        }
        kind.source(fate, repeated ? "{% $item %}" : "1").forEach(key -> lines.add("    " + key));
        if (fate == Fate.LATE) {
            lines.add("    timeout: 200ms");
        }
        if (fallback) {
            lines.add("    fallback: '{% $error.code %}'");
        }
        lines.add("  after:");
        after.source(Fate.VALUE, "{% $count($thing) %}").forEach(key -> lines.add("    " + key));
        lines.add("output: ['{% $beside %}', '{% $thing %}', '{% $after %}']");
        return String.join("\n", lines) + "\n";
    }

    /** What the stub server does. */
    JsonArray stubs() {
        JsonObject thing = fated("GET /thing", fate);
        JsonObject invocation = fated(INVOCATION, kind == Kind.FUNCTION ? fate : Fate.VALUE);
        return new JsonArray(List.of(
                Stubs.json("GET /values/1", "v1"),
                Stubs.json("GET /values/2", "v2"),
                thing,
                thing,
                invocation,
                invocation));
    }

    private static JsonObject fated(String request, Fate fate) {
        JsonObject stub = new JsonObject().put("request", request);
        return switch (fate) {
            case NOTHING -> request.equals(INVOCATION) ? stub.put("text", "null") : stub.put("status", 404);
            case LATE -> stub.put("json", "v").put("delay", 60_000);
            case ERROR -> stub.put("status", 500).put("json", new JsonObject());
            default -> stub.put("json", "v");
        };
    }

    /** The code of the failure of {@code thing}. */
    private Optional<String> fault() {
        return switch (fate) {
            case VALUE, NOTHING -> Optional.empty();
            case LATE -> Optional.of("timeout");
            case ERROR -> Optional.of(kind.error);
            case UNREACHABLE -> Optional.of("connection");
        };
    }

    /** The code of the failure of the execution. */
    Optional<String> failure() {
        return fallback ? Optional.empty() : fault();
    }

    boolean isDegraded() {
        return fault().isPresent();
    }

    /** Whether it did not deliver, so that nothing is asked for what names it; a function that answers null has answered. */
    private boolean isMissing() {
        return fate == Fate.NOTHING && kind != Kind.FUNCTION;
    }

    /** The answer where there is one, each value as text. */
    List<String> output() {
        List<String> things = Stream.of(1, 2)
                .limit(repeated ? 2 : 1)
                .map(element -> fate == Fate.NOTHING ? "null" : fault().orElse(kind.value(element)))
                .toList();
        boolean skipped = isMissing() && !repeated;
        return List.of(
                beside().value(1),
                repeated ? things.toString() : things.get(0),
                skipped ? "null" : after.value(repeated ? 2 : 1));
    }
}
