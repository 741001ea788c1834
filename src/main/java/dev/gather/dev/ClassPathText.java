package dev.gather.dev;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads text files on the class path. */
public final class ClassPathText {
    private ClassPathText() {}

    /** Whether there is such a file. */
    public static boolean exists(String resource) {
        return Thread.currentThread().getContextClassLoader().getResource(resource) != null;
    }

    /**
     * The file's text.
     *
     * @param resource its name, such as {@code demo/schema.sql}
     * @throws IllegalArgumentException if there is no such file
     */
    public static String read(String resource) {
        try (InputStream text = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalArgumentException("There is no " + resource + " on the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
