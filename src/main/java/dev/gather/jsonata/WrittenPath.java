package dev.gather.jsonata;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A variable, or the path of names that follow one, as in {@code $order.customer.name}. Most expressions are one. It is read
 * without the library's parser, which compiles a regular expression for every name: loading such an expression takes a fifth
 * of the memory and time.
 *
 * @param variable the variable's name, without its dollar sign
 * @param names the names after it
 * @param offset the index of the dollar sign
 */
public record WrittenPath(String variable, List<String> names, int offset) {
    /** In a longer path, the parser's limit of nesting counts. */
    private static final int MOST_NAMES = 20;

    private static final Set<String> WORDS = Set.of("and", "or", "in", "true", "false", "null", "function");

    /** Reads an expression; null if it is anything else. */
    public static @Nullable WrittenPath of(String text) {
        int offset = afterSpaces(text, 0);
        if (!text.startsWith("$", offset)) {
            return null;
        }
        int end = afterName(text, offset + 1);
        String variable = text.substring(offset + 1, end);
        List<String> names = new ArrayList<>();
        while (text.startsWith(".", end) && names.size() < MOST_NAMES) {
            int start = end + 1;
            end = afterName(text, start);
            names.add(text.substring(start, end));
        }
        boolean whole = afterSpaces(text, end) == text.length();
        return whole && !variable.isEmpty() && names.stream().allMatch(WrittenPath::isName)
                ? new WrittenPath(variable, List.copyOf(names), offset)
                : null;
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && !WORDS.contains(text);
    }

    private static int afterSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** The index after a name of letters, digits and underscores; {@code from} if none starts there. */
    private static int afterName(String text, int from) {
        int at = from;
        while (at < text.length() && isPartOfName(text.charAt(at), at > from)) {
            at++;
        }
        return at;
    }

    private static boolean isPartOfName(char c, boolean digits) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (digits && c >= '0' && c <= '9');
    }
}
