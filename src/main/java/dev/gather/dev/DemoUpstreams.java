package dev.gather.dev;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP services that the demo compositions call, served from the documents in {@code demo/upstreams} on a port of
 * 127.0.0.1. An answer takes 20 to 80 ms, like that of a remote service.
 *
 * <ul>
 *   <li>{@code carrier}: {@code /parcels/{id}}; 404 for an unknown parcel, and a late answer for one of them
 *   <li>{@code offers}: {@code /for/{tier}?limit=n}
 *   <li>{@code data}: {@code /one.json}, {@code /two.json}, {@code /three.json}
 * </ul>
 */
public final class DemoUpstreams {
    /** The upstreams' names. */
    public static final List<String> NAMES = List.of("carrier", "offers", "data");

    /** In a parcel's document: the time until it is answered, in milliseconds. */
    private static final String LATENESS = "answersAfterMillis";

    private final Vertx vertx;
    private final JsonObject parcels = read("parcels.json");
    private final JsonObject offers = read("offers.json");
    private final JsonObject data = new JsonObject()
            .put("one.json", read("one.json"))
            .put("two.json", read("two.json"))
            .put("three.json", read("three.json"));

    private DemoUpstreams(Vertx vertx) {
        this.vertx = vertx;
    }

    private static JsonObject read(String document) {
        return new JsonObject(ClassPathText.read("demo/upstreams/" + document));
    }

    /** Starts the server. */
    public static Future<HttpServer> start(Vertx vertx) {
        return vertx.createHttpServer()
                .requestHandler(new DemoUpstreams(vertx)::answer)
                .listen(DevPort.UPSTREAMS.number(), "127.0.0.1");
    }

    /** The base URL of the upstream with that name. */
    public static String url(String name) {
        return "http://127.0.0.1:" + DevPort.UPSTREAMS.number() + "/" + name;
    }

    private void answer(HttpServerRequest request) {
        Object document = document(request);
        int delay = 20 + Math.floorMod(request.uri().hashCode(), 61);
        if (document instanceof JsonObject object && object.containsKey(LATENESS)) {
            delay = object.getInteger(LATENESS);
        }
        vertx.setTimer(delay, timer -> answer(request.response(), document));
    }

    private @Nullable Object document(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        String last = path.substring(path.lastIndexOf('/') + 1);
        return switch (path.substring(0, path.length() - last.length())) {
            case "/carrier/parcels/" -> parcels.getValue(last);
            case "/offers/for/" -> first(request.getParam("limit", ""), offers.getJsonArray(last, new JsonArray()));
            case "/data/" -> data.getValue(last);
            default -> null;
        };
    }

    private static JsonArray first(String limit, JsonArray all) {
        int size = limit.matches("[0-9]{1,9}") ? Integer.parseInt(limit) : all.size();
        return new JsonArray(all.getList().subList(0, Math.min(size, all.size())));
    }

    private static void answer(HttpServerResponse response, @Nullable Object document) {
        if (response.closed()) {
            return;
        }
        if (document == null) {
            response.setStatusCode(404).end();
        } else {
            response.putHeader("Content-Type", "application/json").end(document.toString());
        }
    }
}
