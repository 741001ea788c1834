package dev.gather.expression;

import com.dashjoin.jsonata.JException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in words what the parser's codes mean. The parser's own texts have places for words that it does not always fill. */
final class SyntaxFaults {
    private static final int LONGEST_TOKEN = 40;
    private static final String A_VARIABLE = " has to be a variable, whose name starts with $";

    /** The codes of texts that end too early, though more of them might be fine. */
    private static final Set<String> INCOMPLETE = Set.of("S0101", "S0105", "S0106", "S0203", "S0207", "S0302");

    private SyntaxFaults() {}

    /** The fault that the parser found in a text. */
    static ExpressionSyntaxException of(JException thrown, String text) {
        String code = String.valueOf(thrown.getError());
        String current = token(thrown.getCurrent());
        String found = code.equals("S0202") ? token(thrown.getExpected()) : current;
        int end = Math.max(0, Math.min(thrown.getLocation(), text.length()));
        int offset = !found.isEmpty() && text.startsWith(found, end - found.length()) ? end - found.length() : end;
        String words = words(code, shortened(current), shortened(found));
        return INCOMPLETE.contains(code)
                ? ExpressionSyntaxException.incomplete(words, offset)
                : new ExpressionSyntaxException(words, offset);
    }

    private static String token(@Nullable Object token) {
        return token == null ? "" : String.valueOf(token);
    }

    private static String shortened(String token) {
        return token.length() <= LONGEST_TOKEN ? token : token.substring(0, LONGEST_TOKEN) + "…";
    }

    /**
     * The fault in words.
     *
     * @param token what the code is about; for S0202 and S0203, what is expected
     * @param found what stands there, for S0202
     */
    private static String words(String code, String token, String found) {
        return switch (code) {
            case "S0101" -> "a string lacks its closing quote";
            case "S0102" -> "a number is out of range";
            case "S0103" -> "the escape sequence \\" + token + " does not exist";
            case "S0104" -> "\\u has to be followed by four hexadecimal digits";
            case "S0105" -> "a name lacks its closing `";
            case "S0106" -> "a comment lacks its closing */";
            case "S0202" -> "expected '" + token + "' and not '" + found + "'";
            case "S0203" -> "expected '" + token + "' before the end of the expression";
            case "S0204" -> "unknown operator '" + token + "'";
            case "S0207" -> "unexpected end of the expression";
            case "S0211" -> "'" + token + "' cannot begin an expression";
            case "S0201", "S0205", "S0206" -> "'" + token + "' cannot stand here, an operator or the end is expected";
            default -> structure(code, token);
        };
    }

    private static String structure(String code, String token) {
        return switch (code) {
            case "S0208" -> "the parameter '" + token + "' of a function" + A_VARIABLE;
            case "S0209" -> "a predicate cannot follow a grouping";
            case "S0210" -> "a step has only one grouping";
            case "S0212" -> "the left side of :=" + A_VARIABLE;
            case "S0213" -> "the literal '" + token + "' cannot be a step of a path";
            case "S0214" -> "the right side of " + token + A_VARIABLE;
            case "S0215" -> "@ has to stand before the predicates of its step";
            case "S0216" -> "@ has to stand before the ^( ) of its step";
            case "S0217" -> "there is no parent that % could mean here";
            case "S0301" -> "a regular expression is empty";
            case "S0302" -> "a regular expression lacks its closing /";
            case "S0401" -> "a signature gives elements to a type that has none";
            case "S0402" -> "a signature has elements within a choice of types";
            default -> "it is not JSONata (" + code + ")";
        };
    }
}
