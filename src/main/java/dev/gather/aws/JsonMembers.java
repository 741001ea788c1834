package dev.gather.aws;

import dev.gather.json.ExactJson;
import dev.gather.json.UnreadableJsonException;
import java.util.Map;
import java.util.Optional;

/** The members of a JSON object. They may be secret, so that they are never logged. */
final class JsonMembers {
    private static final int MAX_MEMORY = 1_000_000;

    private final Map<?, ?> members;

    private JsonMembers(Map<?, ?> members) {
        this.members = members;
    }

    /** Reads an object; empty if it is not one. */
    static Optional<JsonMembers> read(byte[] json) {
        try {
            return ExactJson.read(json, MAX_MEMORY) instanceof Map<?, ?> map
                    ? Optional.of(new JsonMembers(map))
                    : Optional.empty();
        } catch (UnreadableJsonException e) {
            return Optional.empty(); // The caller says what is not readable; the exception would add nothing.
        }
    }

    /** The text of a member; empty if there is none, or if it is not a text. */
    Optional<String> text(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
