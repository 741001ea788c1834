package dev.gather.regex;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions with JavaScript's meaning where Java's differs: end of text, line breaks, word boundaries, white
 * space, and brackets within a class. So an expression means the same in every version of Java.
 */
public final class JavaScriptPattern {
    private static final String BREAKS = "\\n\\r\\u2028\\u2029";
    private static final String SPACES = "\\s\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";

    private static final Map<Character, String> ESCAPES = Map.of(
            's',
            "[" + SPACES + "]",
            'S',
            "[^" + SPACES + "]",
            'b',
            "(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))",
            'B',
            "(?:(?<=\\w)(?=\\w)|(?<!\\w)(?!\\w))");
    private static final Map<Character, String> ESCAPES_IN_CLASS = Map.of('s', SPACES, 'b', "\\x08");

    private final String source;
    private final boolean lines;
    private final StringBuilder translated = new StringBuilder();
    private boolean inClass;

    private JavaScriptPattern(String source, boolean lines) {
        this.source = source;
        this.lines = lines;
    }

    /** @param read the pattern as the library compiled it */
    public static Pattern of(Pattern read) {
        boolean lines = (read.flags() & Pattern.MULTILINE) != 0;
        boolean anyCase = (read.flags() & Pattern.CASE_INSENSITIVE) != 0;
        int flags = anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        try {
            return Pattern.compile(new JavaScriptPattern(read.pattern(), lines).translated(), flags);
        } catch (PatternSyntaxException e) {
            return read;
        }
    }

    private String translated() {
        for (int i = 0; i < source.length(); i++) {
            char character = source.charAt(i);
            if (character == '\\' && i + 1 < source.length()) {
                escape(source.charAt(++i));
            } else if (inClass) {
                boolean meansMore = character == '[' || character == '&';
                translated.append(meansMore ? "\\" : "").append(character);
                inClass = character != ']';
            } else {
                outsideClass(character);
            }
        }
        return translated.toString();
    }

    private void escape(char character) {
        String meaning = (inClass ? ESCAPES_IN_CLASS : ESCAPES).get(character);
        translated.append(meaning == null ? "\\" + character : meaning);
    }

    private void outsideClass(char character) {
        switch (character) {
            case '.' -> translated.append("[^").append(BREAKS).append(']');
            case '^' -> translated.append(lines ? "(?:^|(?<=[" + BREAKS + "]))" : "^");
            case '$' -> translated.append(lines ? "(?:\\z|(?=[" + BREAKS + "]))" : "\\z");
            default -> {
                translated.append(character);
                inClass = character == '[';
            }
        }
    }
}
