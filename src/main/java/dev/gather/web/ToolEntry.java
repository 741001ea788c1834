package dev.gather.web;

import dev.gather.composition.Compositions;
import dev.gather.composition.Tool;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lets requests to the {@link ToolDoor} that HTTP has nothing against: of no foreign page, with JSON, for who takes JSON.
 *
 * @param maxBody the largest body in bytes
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http">Streamable HTTP</a>
 */
record ToolEntry(ToolDoor door, Cors cors, long maxBody) {
    /** The request headers that a page has to send. */
    static final List<String> HEADERS = List.of("content-type", "mcp-protocol-version", "mcp-method", "mcp-name");

    private static final int FORBIDDEN = 403;
    private static final int NOT_ACCEPTABLE = 406;

    private static final Set<String> JSON = Set.of("application/json", "application/*", "*/*");
    private static final Pattern REFUSED = Pattern.compile("q=0(\\.0*)?");

    /** Whether a path, without the base path, is that of tools. A slash at its end does not matter. */
    boolean isAt(String path) {
        return path.equals(Tool.PATH) || path.equals(Tool.PATH + "/");
    }

    /**
     * Answers a POST.
     *
     * @throws Failure if HTTP has something against it
     */
    Uni<Made> answer(WebRequest request, Compositions compositions) {
        if (isForeign(request)) {
            throw Failure.of(
                            Code.INVALID_REQUEST,
                            "pages of this origin may not call tools; gather.http.cors.origins names those that may")
                    .answeredWith(FORBIDDEN);
        }
        if (!takesJson(request.headers().getOrDefault("accept", "*/*"))) {
            throw Failure.of(Code.INVALID_REQUEST, "answers are application/json, which accept does not take")
                    .answeredWith(NOT_ACCEPTABLE);
        }
        return door.answer(request, RequestBody.json(request, maxBody), compositions);
    }

    private static boolean takesJson(String accept) {
        return Stream.of(accept.toLowerCase(Locale.ROOT).split(","))
                .map(range -> List.of(range.strip().split("\\s*;\\s*", -1)))
                .anyMatch(range -> JSON.contains(range.get(0))
                        && range.stream()
                                .noneMatch(part -> REFUSED.matcher(part).matches()));
    }

    /**
     * Whether a page sends it that may not. A page whose name leads to this machine (DNS rebinding) also sends its origin. In dev
     * mode such requests do not come here, and pages of the machine itself may.
     */
    private boolean isForeign(WebRequest request) {
        return request.headers().containsKey("origin")
                && !cors.allows(request)
                && LaunchMode.current() != LaunchMode.DEVELOPMENT;
    }
}
