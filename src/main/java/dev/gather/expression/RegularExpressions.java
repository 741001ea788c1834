package dev.gather.expression;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions as JavaScript reads them, where Java reads them otherwise: the end of the text is its end and not
 * before a last line break, a bracket within a class is a bracket.
 */
final class RegularExpressions {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;

    private RegularExpressions() {}

    /** @param read as the library compiled it */
    static RegularExpression of(Pattern read) {
        boolean lines = (read.flags() & Pattern.MULTILINE) != 0;
        try {
            return new RegularExpression(Pattern.compile(translated(read.pattern(), lines), read.flags() & FLAGS));
        } catch (PatternSyntaxException e) {
            return new RegularExpression(read);
        }
    }

    private static String translated(String source, boolean lines) {
        StringBuilder translated = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < source.length(); i++) {
            char character = source.charAt(i);
            if (character == '\\' && i + 1 < source.length()) {
                translated.append(character).append(source.charAt(++i));
            } else if (inClass) {
                boolean meansMore = character == '[' || character == '&';
                translated.append(meansMore ? "\\" : "").append(character);
                inClass = character != ']';
            } else {
                translated.append(character == '$' && !lines ? "\\z" : String.valueOf(character));
                inClass = character == '[';
            }
        }
        return translated.toString();
    }
}
