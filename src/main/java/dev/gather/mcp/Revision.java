package dev.gather.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A revision of the protocol that is spoken here. Which one a request speaks is told by it alone: no request is known to follow
 * another.
 */
enum Revision {
    /** Each request says what it speaks in its body, and what it asks for also in its headers. */
    STATELESS("2026-07-28"),
    /** The one before: a client says at first, by {@code initialize}, what it speaks, and from then on in a header. */
    HANDSHAKE("2025-11-25");

    private static final String META = "io.modelcontextprotocol/";
    private static final String VERSION_HEADER = "mcp-protocol-version";
    private static final String ENCODED = "=?base64?";
    private static final String ENCODED_END = "?=";

    private final String version;

    Revision(String version) {
        this.version = version;
    }

    /** The date by which the protocol names it. */
    String version() {
        return version;
    }

    /** Whether it has a method that is answered here. */
    boolean knows(String method) {
        return switch (method) {
            case "tools/list", "tools/call" -> true;
            case "server/discover" -> this == STATELESS;
            case "initialize", "ping" -> this == HANDSHAKE;
            default -> false;
        };
    }

    /**
     * The revision that a message speaks.
     *
     * @param headers those of the request that brings it, by name in lower case
     * @throws ProtocolError if it is not spoken here, or the message does not keep to it
     */
    static Revision of(Message message, Map<String, String> headers) {
        Object claimed = message.meta().get(META + "protocolVersion");
        String header = headers.get(VERSION_HEADER);
        if (claimed == null && message.method().equals("initialize")) {
            return HANDSHAKE;
        }
        if (claimed == null && header == null && !message.isNotification()) {
            throw ProtocolError.otherHeader("the header MCP-Protocol-Version is missing");
        }
        if (claimed != null && !(claimed instanceof String)) {
            throw ProtocolError.incomplete("_meta." + META + "protocolVersion is not a string");
        }
        if (claimed != null && !claimed.equals(header)) {
            throw ProtocolError.otherHeader(
                    "the header MCP-Protocol-Version is not what _meta." + META + "protocolVersion says");
        }
        Revision revision = header == null ? HANDSHAKE : of(header);
        if (revision == STATELESS && !message.isNotification()) {
            check(message, headers);
        }
        return revision;
    }

    private static Revision of(String version) {
        for (Revision revision : values()) {
            if (revision.version.equals(version)) {
                return revision;
            }
        }
        throw ProtocolError.unsupported(version);
    }

    private static void check(Message message, Map<String, String> headers) {
        for (String required : new String[] {"protocolVersion", "clientCapabilities"}) {
            if (message.meta().get(META + required) == null) {
                throw ProtocolError.incomplete("_meta." + META + required + " is missing");
            }
        }
        if (!(message.meta().get(META + "clientCapabilities") instanceof Map)) {
            throw ProtocolError.incomplete("_meta." + META + "clientCapabilities is not an object");
        }
        if (!message.method().equals(headers.get("mcp-method"))) {
            throw ProtocolError.otherHeader("the header Mcp-Method is not the method of the body");
        }
        if (message.method().equals("tools/call")
                && message.parameter("name") instanceof String name
                && !name.equals(decoded(headers.get("mcp-name")).orElse(null))) {
            throw ProtocolError.otherHeader("the header Mcp-Name is not params.name of the body");
        }
    }

    /** The text of a header, which is in base64 if a header cannot hold it as it is. */
    private static Optional<String> decoded(@Nullable String header) {
        if (header == null || !header.startsWith(ENCODED) || !header.endsWith(ENCODED_END)) {
            return Optional.ofNullable(header);
        }
        try {
            String base64 = header.substring(ENCODED.length(), header.length() - ENCODED_END.length());
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * A result as this revision has it.
     *
     * @param server who answers
     * @param meta what is said of the result beside its members
     */
    Map<String, @Nullable Object> result(Map<String, ?> members, Map<String, Object> server, Map<String, Object> meta) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(members);
        Map<String, Object> all = new LinkedHashMap<>(meta);
        if (this == STATELESS) {
            result.put("resultType", "complete");
            all.put(META + "serverInfo", server);
        }
        if (!all.isEmpty()) {
            result.put("_meta", all);
        }
        return result;
    }
}
