package dev.gather.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Writes JSON values as YAML. Strings that another reader, or one of YAML 1.1, might take for something else are quoted, and
 * numbers keep their digits.
 */
public final class YamlText {
    private static final int WIDTH = 110;
    private static final int STEP = 2;

    /** YAML takes no longer keys without a question mark before them; their escapes are counted. */
    private static final int LONGEST_KEY = 1_000;

    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}_/(][\\p{L}\\p{N} _./()+*=%@$;:!?&|<>~^'-]*|[0-9]+[a-z]{1,2}");
    private static final Pattern COLON = Pattern.compile(":(?![\\p{L}\\p{N}/])");
    private static final Set<String> WORDS =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf");

    private final StringBuilder text = new StringBuilder();
    private final int width;

    private YamlText(int width) {
        this.width = width;
    }

    /**
     * The document of a value, with each member on a line of its own, so that different versions of a file compare well. It
     * ends with a line break.
     */
    public static String of(@Nullable Object value) {
        YamlText written = new YamlText(0);
        written.inLines(value, 0);
        return written.text.append('\n').toString();
    }

    /** The value in one line: {@code { id: 1, tags: [a, b] }}. */
    public static String flow(@Nullable Object value) {
        YamlText written = new YamlText(WIDTH);
        written.inLine(value);
        return written.text.toString();
    }

    /**
     * The value in several lines, of which all but the first are indented; what is short within it stays in one line.
     *
     * @param indent how many spaces stand before the first line
     */
    public static String block(@Nullable Object value, int indent) {
        YamlText written = new YamlText(WIDTH);
        written.inLines(value, indent);
        return written.text.toString();
    }

    /** Whether a value is better written in several lines than in one that starts after so many characters. */
    static boolean isLong(@Nullable Object value, int column) {
        return isLong(value, column, WIDTH);
    }

    private static boolean isLong(@Nullable Object value, int column, int width) {
        if (value instanceof String string) {
            return isLiteral(string);
        }
        return isFilled(value) && (hasLiteral(value) || column + flow(value).length() > width) && !hasLongKey(value);
    }

    /** Whether a value is a mapping or list that is not empty. */
    static boolean isFilled(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? !map.isEmpty() : value instanceof List<?> list && !list.isEmpty();
    }

    private void inLine(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{ ";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = scalar(String.valueOf(entry.getKey()));
                text.append(separator).append(key.length() > LONGEST_KEY ? "? " : "");
                text.append(key).append(": ");
                inLine(entry.getValue());
                separator = ", ";
            }
            text.append(map.isEmpty() ? "{}" : " }");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                text.append(separator);
                inLine(element);
                separator = ", ";
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else {
            text.append(scalar(value));
        }
    }

    private void inLines(@Nullable Object value, int indent) {
        if (value instanceof String string && isLiteral(string)) {
            literal(string, indent);
        } else if (!isFilled(value) || hasLongKey(value)) {
            inLine(value);
        } else if (value instanceof Map<?, ?> map) {
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(separator);
                entry(String.valueOf(entry.getKey()), entry.getValue(), indent);
                separator = newLine(indent);
            }
        } else if (value instanceof List<?> list) {
            String separator = "";
            for (Object element : list) {
                text.append(separator).append("- ");
                shortest(element, indent + STEP);
                separator = newLine(indent);
            }
        }
    }

    private void entry(String name, @Nullable Object value, int indent) {
        text.append(scalar(name)).append(':');
        int column = indent + name.length() + STEP;
        boolean below = isFilled(value) && isLong(value, column, width);
        text.append(below ? newLine(indent + STEP) : " ");
        if (below || isLong(value, column, width)) {
            inLines(value, indent + STEP);
        } else {
            inLine(value);
        }
    }

    private void shortest(@Nullable Object value, int indent) {
        if (isLong(value, indent, width)) {
            inLines(value, indent);
        } else {
            inLine(value);
        }
    }

    private void literal(String value, int indent) {
        text.append(value.endsWith("\n") ? "|" : "|-");
        value.lines().forEach(line -> text.append(line.isEmpty() ? "\n" : newLine(indent) + line));
    }

    private static String newLine(int indent) {
        return "\n" + " ".repeat(indent);
    }

    private static boolean hasLongKey(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                && map.keySet().stream()
                        .anyMatch(key -> scalar(String.valueOf(key)).length() > LONGEST_KEY);
    }

    /** Whether parts of a value are texts of several lines that are written as such. */
    static boolean hasLiteral(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(YamlText::hasLiteral);
        }
        return value instanceof Map<?, ?> map
                ? map.values().stream().anyMatch(YamlText::hasLiteral)
                : value instanceof String string && isLiteral(string);
    }

    /** Whether a text has several lines, and stays as it is as a literal block without an indicator of its indentation. */
    private static boolean isLiteral(String value) {
        return value.indexOf('\n') > 0
                && value.charAt(0) != ' '
                && !value.endsWith("\n\n")
                && value.indexOf("\n\n\n") < 0
                && value.lines().noneMatch(line -> line.endsWith(" "))
                && value.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl)
                && value.codePoints().allMatch(YamlText::isWrittenAsItIs);
    }

    private static String scalar(@Nullable Object value) {
        if (!(value instanceof String string)) {
            return String.valueOf(value);
        }
        if (isPlain(string)) {
            return string;
        }
        boolean escaped = string.chars().anyMatch(Character::isISOControl)
                || !string.codePoints().allMatch(YamlText::isWrittenAsItIs);
        return escaped ? doubleQuoted(string) : "'" + string.replace("'", "''") + "'";
    }

    private static boolean isPlain(String value) {
        return PLAIN.matcher(value).matches()
                && !value.endsWith(" ")
                && !COLON.matcher(value).find()
                && !WORDS.contains(value.toLowerCase(Locale.ROOT));
    }

    private static String doubleQuoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append((char) c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default ->
                    quoted.append(
                            isWrittenAsItIs(c)
                                    ? Character.toString(c)
                                    : (c > 0xFFFF ? "\\U%08X" : "\\u%04X").formatted(c));
            }
        });
        return quoted.append('"').toString();
    }

    /** Whether YAML allows a character, and nothing takes it for the end of a line or the start of a file. */
    private static boolean isWrittenAsItIs(int c) {
        return StreamReader.isPrintable(c) && c != 0x85 && c != 0x2028 && c != 0x2029 && c != 0xFEFF;
    }
}
