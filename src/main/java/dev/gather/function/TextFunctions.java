package dev.gather.function;

import dev.gather.evaluation.JsonText;
import dev.gather.evaluation.Numbers;
import dev.gather.function.BuiltIn.Arguments;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The functions over strings. They count code points, so that no character is cut in two. */
final class TextFunctions {
    static final List<BuiltIn> ALL = List.of(
            new BuiltIn("string", Signature.of("<x-b?:s>"), 1, TextFunctions::string),
            BuiltIn.of("substring", "<s-nn?:s>", TextFunctions::substring),
            BuiltIn.of("substringBefore", "<s-s:s>", TextFunctions::substringBefore),
            BuiltIn.of("substringAfter", "<s-s:s>", TextFunctions::substringAfter),
            BuiltIn.of("lowercase", "<s-:s>", a -> inPieces(a, piece -> piece.toLowerCase(Locale.ROOT))),
            BuiltIn.of("uppercase", "<s-:s>", a -> inPieces(a, piece -> piece.toUpperCase(Locale.ROOT))),
            BuiltIn.of("length", "<s-:n>", a -> a.has(0) ? length(a.text(0)) : null),
            BuiltIn.of("trim", "<s-:s>", TextFunctions::trim),
            BuiltIn.of("pad", "<s-ns?:s>", TextFunctions::pad));

    private static final int LONGEST_PIECE = 1_000;

    private TextFunctions() {}

    private static @Nullable Object string(Arguments arguments) {
        return arguments.has(0)
                ? JsonText.of(arguments.get(0), Boolean.TRUE.equals(arguments.get(1)), arguments.evaluation())
                : null;
    }

    private static String made(String text, Arguments arguments) {
        arguments.evaluation().text(text.length());
        return text;
    }

    /**
     * Converts piece by piece: Java takes quadratic time for a long text with letters such as ß, which become several.
     */
    private static @Nullable String inPieces(Arguments arguments, UnaryOperator<String> change) {
        if (!arguments.has(0)) {
            return null;
        }
        String text = arguments.text(0);
        arguments.evaluation().text(text.length());
        StringBuilder changed = new StringBuilder(text.length());
        for (int start = 0, end; start < text.length(); start = end) {
            end = pieceEnd(text, start);
            arguments.evaluation().step();
            changed.append(change.apply(text.substring(start, end)));
        }
        return changed.toString();
    }

    /** An index between two words if there is one, since a sigma at the end of a word has its own form. */
    private static int pieceEnd(String text, int start) {
        int longest = Math.min(text.length(), start + LONGEST_PIECE);
        int end = longest;
        while (end < text.length() && end > start + 1 && Character.isLetter(text.codePointBefore(end))) {
            end--;
        }
        int found = end > start + 1 ? end : longest;
        boolean splits = found < text.length() && Character.isSurrogatePair(text.charAt(found - 1), text.charAt(found));
        return splits ? found - 1 : found;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static @Nullable String substring(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        String text = arguments.text(0);
        int length = length(text);
        double start = arguments.has(1) ? Numbers.operand(arguments.number(1)) : 0;
        if (length + start < 0) {
            start = 0;
        }
        double end = Double.POSITIVE_INFINITY;
        if (arguments.has(2)) {
            double taken = Numbers.operand(arguments.number(2));
            if (taken <= 0) {
                return "";
            }
            end = (start < 0 ? length + start : start) + taken;
        }
        return made(slice(text, position(start, length), position(end, length)), arguments);
    }

    /** The index of a slice's start or end, counted from the end if the number is negative. */
    private static int position(double given, int length) {
        double whole = given < 0 ? Math.ceil(given) : Math.floor(given);
        return (int) Math.max(0, Math.min(length, whole < 0 ? length + whole : whole));
    }

    /** The code points between two positions. */
    static String slice(String text, int from, int to) {
        if (from >= to) {
            return "";
        }
        int begin = text.offsetByCodePoints(0, from);
        return text.substring(begin, text.offsetByCodePoints(begin, to - from));
    }

    private static @Nullable Object substringBefore(Arguments arguments) {
        int position = position(arguments);
        return position < 0 ? arguments.get(0) : made(arguments.text(0).substring(0, position), arguments);
    }

    private static @Nullable Object substringAfter(Arguments arguments) {
        int position = position(arguments);
        return position < 0
                ? arguments.get(0)
                : made(arguments.text(0).substring(position + arguments.text(1).length()), arguments);
    }

    private static int position(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1)) {
            return -1;
        }
        return TextSearch.indexOf(arguments.text(0), arguments.text(1), 0, arguments.evaluation());
    }

    private static @Nullable String trim(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        StringBuilder trimmed = new StringBuilder();
        boolean space = false;
        for (char character : arguments.text(0).toCharArray()) {
            boolean white = " \t\n\r".indexOf(character) >= 0;
            if (!white) {
                trimmed.append(space && trimmed.length() > 0 ? " " : "").append(character);
            }
            space = white;
        }
        return made(trimmed.toString(), arguments);
    }

    private static @Nullable String pad(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        String text = arguments.text(0);
        String filling = arguments.has(2) && !arguments.text(2).isEmpty() ? arguments.text(2) : " ";
        int width = arguments.integer(1, 0);
        long missing = Math.abs((long) width) - length(text);
        if (missing <= 0) {
            return text;
        }
        arguments.evaluation().text(text.length() + 2 * missing);
        int repeats = (int) (missing / length(filling));
        int rest = (int) (missing % length(filling));
        arguments.evaluation().text((long) filling.length() * repeats);
        String padding = filling.repeat(repeats) + slice(filling, 0, rest);
        return width > 0 ? text + padding : padding + text;
    }
}
