package dev.gather.cli;

import dev.gather.execution.CallContext;
import dev.gather.web.WebRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command line of curl, as a page shows it, and the request that it makes of dev mode. */
record Curl(String line) {
    private static final String EVENTS = "http://localhost:8083";
    private static final Pattern URL = Pattern.compile("'?(http://localhost:\\d+[^' ]*)'?");
    private static final Pattern DATA = Pattern.compile("-d '([^']*)'");

    static boolean is(String line) {
        return line.startsWith("curl ");
    }

    /** The request. A direct event is made a request by name, which runs the same composition with the same input. */
    WebRequest request() {
        String url = found(URL);
        return url.equals(EVENTS) ? ofEvent(new JsonObject(found(DATA))) : get(URI.create(url));
    }

    /** Whether it shows the head of the answer, too. */
    boolean showsHead() {
        return line.contains(" -i ");
    }

    private static WebRequest ofEvent(JsonObject event) {
        return new WebRequest(
                "POST",
                "/compositions/" + event.getString("composition"),
                Map.of(),
                Map.of("content-type", "application/json"),
                Map.of(),
                event.getJsonObject("input").encode().getBytes(StandardCharsets.UTF_8),
                CallContext.NONE);
    }

    private static WebRequest get(URI url) {
        return new WebRequest(
                "GET",
                url.getRawPath(),
                new QueryStringDecoder(url).parameters(),
                Map.of("host", String.valueOf(url.getAuthority()).toLowerCase(Locale.ROOT)),
                Map.of(),
                new byte[0],
                CallContext.NONE);
    }

    private String found(Pattern pattern) {
        Matcher found = pattern.matcher(line);
        if (!found.find()) {
            throw new IllegalArgumentException("nothing like " + pattern + " in " + line);
        }
        return found.group(1);
    }
}
