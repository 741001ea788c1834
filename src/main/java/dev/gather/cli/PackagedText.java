package dev.gather.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts that are part of the program, in UTF-8. */
final class PackagedText {
    private PackagedText() {}

    /**
     * Reads one.
     *
     * @param name the resource's name from the root of the class path, without a slash at its start
     * @return empty where the program was built without it
     */
    static Optional<String> of(String name) {
        try (InputStream content = PackagedText.class.getResourceAsStream("/" + name)) {
            return content == null
                    ? Optional.empty()
                    : Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
