package dev.gather.http;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How the body of an answer becomes a value: the key {@code as} of a source. */
enum BodyForm {
    /** The decoded document. */
    JSON,
    /** Its characters. */
    TEXT,
    /** Its bytes, without their content encoding, in base64. */
    BASE64;

    /** The form with a name as users write it. */
    static Optional<BodyForm> named(String name) {
        return Stream.of(values()).filter(form -> form.toString().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
