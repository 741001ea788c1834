package dev.gather.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** Reads the SQL mode of a database's sessions: names of modes, separated by commas. */
public final class SqlMode implements Converter<String> {
    private static final long serialVersionUID = 1L;

    /** It becomes part of a statement. */
    private static final Pattern NAMES = Pattern.compile("[A-Z0-9_]+(,[A-Z0-9_]+)*");

    /** Statements are read before they are sent, and strings end elsewhere in this mode. */
    private static final String REFUSED = "NO_BACKSLASH_ESCAPES";

    /**
     * The modes without blanks, in upper case; null if there is no text, as for a property that is not set.
     *
     * @throws IllegalArgumentException if the text is not such a list, or has a mode that is refused
     */
    @Override
    public @Nullable String convert(String text) {
        if (text.isBlank()) {
            return null;
        }
        String modes = text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (!NAMES.matcher(modes).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an SQL mode: names separated by commas");
        }
        if (Arrays.asList(modes.split(",")).contains(REFUSED)) {
            throw new IllegalArgumentException(REFUSED + " is refused: write strings of statements without it");
        }
        return modes;
    }
}
