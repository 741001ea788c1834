package dev.gather.mcp;

import dev.gather.config.FunctionMemory;
import dev.gather.failure.Failure;
import dev.gather.json.ExactJson;
import dev.gather.json.UnreadableJsonException;
import dev.gather.web.JsonBody;
import dev.gather.web.WebAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message of JSON-RPC 2.0, as the protocol narrows it: one at a time, with parameters by name.
 *
 * @param json the body; null before it is read
 * @see <a href="https://www.jsonrpc.org/specification">JSON-RPC 2.0</a>
 */
record Message(@Nullable Object json) {
    private static final String VERSION = "2.0";
    private static final String NOTIFICATIONS = "notifications/";

    /** No message that could be read. */
    static final Message NONE = new Message(null);

    /**
     * Reads a message. It may be a wrong one, see {@link #check()}.
     *
     * @throws ProtocolError if it is not JSON
     * @throws Failure if it is too large for the function's memory
     */
    static Message read(byte[] content) {
        try {
            return new Message(ExactJson.read(content, FunctionMemory.forValues()));
        } catch (UnreadableJsonException e) {
            if (e.isTooLarge()) {
                throw Failure.of(Failure.Code.BODY_TOO_LARGE, "the body " + e.getMessage());
            }
            throw ProtocolError.notJson("the body " + e.getMessage());
        }
    }

    /**
     * Checks that it is a request or a notification.
     *
     * @throws ProtocolError if it is not
     */
    void check() {
        if (!(json instanceof Map<?, ?> object)) {
            throw ProtocolError.notAMessage("the body is not one message, an object: there are no batches");
        }
        if (!VERSION.equals(object.get("jsonrpc"))) {
            throw ProtocolError.notAMessage("write \"jsonrpc\": \"2.0\"");
        }
        if (!(object.get("method") instanceof String method)) {
            throw ProtocolError.notAMessage("it names no method, and is no answer to anything that was asked here");
        }
        if (object.containsKey("id") && id().isEmpty()) {
            throw ProtocolError.notAMessage("the id is a string or a number");
        }
        if (!object.containsKey("id") && !method.startsWith(NOTIFICATIONS)) {
            throw ProtocolError.notAMessage("the request has no id");
        }
        if (object.containsKey("params") && !(object.get("params") instanceof Map)) {
            throw ProtocolError.notAMessage("params is not an object");
        }
    }

    /** What its answer refers to; empty if it has nothing of this kind. */
    Optional<Object> id() {
        Object id = json instanceof Map<?, ?> object ? object.get("id") : null;
        return id instanceof String || id instanceof Number ? Optional.of(id) : Optional.empty();
    }

    /** Whether it wants no answer. */
    boolean isNotification() {
        return id().isEmpty();
    }

    String method() {
        return (String) JsonBody.asObject(json, "the body").get("method");
    }

    /** A parameter; null if it is not there. */
    @Nullable
    Object parameter(String name) {
        return parameters().get(name);
    }

    /** What it says of itself, beside its parameters. */
    Map<?, ?> meta() {
        return parameter("_meta") instanceof Map<?, ?> meta ? meta : Map.of();
    }

    private Map<?, ?> parameters() {
        return json instanceof Map<?, ?> object && object.get("params") instanceof Map<?, ?> params ? params : Map.of();
    }

    /** The answer with a result. */
    WebAnswer answer(Map<String, @Nullable Object> result) {
        return answer(200, id(), "result", result);
    }

    /**
     * An answer to a message.
     *
     * @param member {@code result} or {@code error}
     */
    static WebAnswer answer(int status, Optional<Object> id, String member, Map<String, ?> value) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", VERSION);
        id.ifPresent(given -> answer.put("id", given));
        answer.put(member, value);
        return WebAnswer.json(status, "application/json", answer);
    }
}
