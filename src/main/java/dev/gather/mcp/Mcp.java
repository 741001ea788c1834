package dev.gather.mcp;

import dev.gather.composition.Composition;
import dev.gather.composition.Compositions;
import dev.gather.execution.Engine;
import dev.gather.web.JsonBody;
import dev.gather.web.Made;
import dev.gather.web.ToolDoor;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebRequest;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The Model Context Protocol over HTTP, by one answer of JSON for each message: no session, no stream, and nothing that a server
 * asks of its client.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28">Model Context Protocol</a>
 */
@ApplicationScoped
class Mcp implements ToolDoor {
    private static final int ACCEPTED = 202;

    private static final Map<String, Object> CAPABILITIES = Map.of("tools", Map.of());

    /** How long a client may keep what it was told of the tools, in milliseconds: they change with a new version of the function. */
    private static final int FRESH = LaunchMode.current() == LaunchMode.DEVELOPMENT ? 0 : 300_000;

    private final Engine engine;
    private final Map<String, Object> server = new LinkedHashMap<>();

    @Inject
    Mcp(Engine engine, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.engine = engine;
        server.put("name", "gather");
        server.put("version", version);
    }

    @Override
    public Uni<Made> answer(WebRequest request, byte[] content, Compositions compositions) {
        Message message = Message.NONE;
        try {
            message = Message.read(content);
            message.check();
            Revision revision = Revision.of(message, request.headers());
            return message.isNotification()
                    ? item(WebAnswer.empty(ACCEPTED, Map.of()), message)
                    : answer(new Asked(message, revision, server), request, compositions);
        } catch (ProtocolError error) {
            return item(error.answer(message.id()), message);
        }
    }

    /**
     * A request.
     *
     * @param revision how it speaks, and is answered
     * @param server who answers
     */
    private record Asked(Message message, Revision revision, Map<String, Object> server) implements ToolCall.Form {
        @Override
        public WebAnswer of(Map<String, ?> members, Map<String, Object> meta) {
            return message.answer(revision.result(members, server, meta));
        }

        Uni<Made> with(Map<String, ?> members) {
            return item(of(members, Map.of()), message);
        }
    }

    /** @throws ProtocolError if its revision has no such method, or its parameters are not what that takes */
    private Uni<Made> answer(Asked asked, WebRequest request, Compositions compositions) {
        String method = asked.message().method();
        if (!asked.revision().knows(method)) {
            throw ProtocolError.unknownMethod(asked.revision());
        }
        return switch (method) {
            case "tools/call" -> call(asked, request, compositions);
            case "tools/list" -> asked.with(listed(asked.message(), compositions));
            case "server/discover" -> asked.with(discovered());
            case "initialize" -> asked.with(initialized(asked.message()));
            default -> asked.with(Map.of());
        };
    }

    private Uni<Made> call(Asked asked, WebRequest request, Compositions compositions) {
        Message message = asked.message();
        if (!(message.parameter("name") instanceof String name)) {
            throw ProtocolError.invalidParameters("params.name, that of the tool, is not a string");
        }
        Object arguments = message.parameter("arguments");
        if (!(arguments == null || arguments instanceof Map)) {
            throw ProtocolError.invalidParameters("params.arguments is not an object");
        }
        Composition composition = ToolList.find(compositions, name)
                .orElseThrow(() -> ProtocolError.invalidParameters("there is no such tool; tools/list names all"));
        Map<String, @Nullable Object> given =
                arguments == null ? Map.of() : JsonBody.asObject(arguments, "params.arguments");
        return new ToolCall(composition, asked).made(engine, given, request);
    }

    private static Map<String, ?> listed(Message message, Compositions compositions) {
        if (message.parameter("cursor") != null) {
            throw ProtocolError.invalidParameters("there is no such cursor: the list has one page");
        }
        return fresh(ToolList.of(compositions));
    }

    private static Map<String, ?> discovered() {
        Map<String, @Nullable Object> discovered = new LinkedHashMap<>();
        discovered.put("supportedVersions", List.of(Revision.STATELESS.version()));
        discovered.put("capabilities", CAPABILITIES);
        return fresh(discovered);
    }

    /** The result, with how long it may be kept, and not for other callers. */
    private static Map<String, ?> fresh(Map<String, @Nullable Object> members) {
        members.put("ttlMs", FRESH);
        members.put("cacheScope", "private");
        return members;
    }

    private Map<String, ?> initialized(Message message) {
        if (!(message.parameter("protocolVersion") instanceof String)) {
            throw ProtocolError.invalidParameters("params.protocolVersion is not a string");
        }
        Map<String, Object> initialized = new LinkedHashMap<>();
        initialized.put("protocolVersion", Revision.HANDSHAKE.version());
        initialized.put("capabilities", CAPABILITIES);
        initialized.put("serverInfo", server);
        return initialized;
    }

    /** An answer without an execution. */
    private static Uni<Made> item(WebAnswer answer, Message message) {
        return Uni.createFrom().item(Made.of(answer, failure -> ProtocolError.internal(failure.getMessage())
                .answer(message.id())));
    }
}
