package dev.gather.mcp;

import dev.gather.web.WebAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a message is refused: an error of JSON-RPC. The failure of a tool is none, but a result.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes">Error codes</a>
 */
final class ProtocolError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL_ERROR = -32603;
    private static final int HEADER_MISMATCH = -32020;
    private static final int UNSUPPORTED_PROTOCOL_VERSION = -32022;

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final int code;
    private final int status;
    private final String message;
    private final transient Map<String, Object> about;

    private ProtocolError(int code, int status, String message, Map<String, Object> about) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.message = message;
        this.about = about;
    }

    private ProtocolError(int code, int status, String message) {
        this(code, status, message, Map.of());
    }

    /** The body is not JSON. */
    static ProtocolError notJson(String message) {
        return new ProtocolError(PARSE_ERROR, BAD_REQUEST, message);
    }

    /** The body is not a message of JSON-RPC. */
    static ProtocolError notAMessage(String message) {
        return new ProtocolError(INVALID_REQUEST, BAD_REQUEST, message);
    }

    /** The revision has no such method. */
    static ProtocolError unknownMethod(Revision revision) {
        int status = revision == Revision.STATELESS ? NOT_FOUND : OK;
        return new ProtocolError(METHOD_NOT_FOUND, status, "there is no such method in " + revision.version());
    }

    /** The parameters of a method are not what it takes. */
    static ProtocolError invalidParameters(String message) {
        return new ProtocolError(INVALID_PARAMS, OK, message);
    }

    /** A message does not say what every message of its revision has to say of itself. */
    static ProtocolError incomplete(String message) {
        return new ProtocolError(INVALID_PARAMS, BAD_REQUEST, message);
    }

    /** A header is missing, or does not say what the body does. */
    static ProtocolError otherHeader(String message) {
        return new ProtocolError(HEADER_MISMATCH, BAD_REQUEST, message);
    }

    /** The message is of a revision that is not spoken here. */
    static ProtocolError unsupported(String version) {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("supported", List.of(Revision.STATELESS.version(), Revision.HANDSHAKE.version()));
        versions.put("requested", version);
        return new ProtocolError(
                UNSUPPORTED_PROTOCOL_VERSION, BAD_REQUEST, "this protocol version is not supported", versions);
    }

    /** No answer could be made, or sent. */
    static ProtocolError internal(String message) {
        return new ProtocolError(INTERNAL_ERROR, OK, message);
    }

    /**
     * The answer to the message.
     *
     * @param id the message's id, as far as it has one
     */
    WebAnswer answer(Optional<Object> id) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        if (!about.isEmpty()) {
            error.put("data", about);
        }
        return Message.answer(status, id, "error", error);
    }
}
