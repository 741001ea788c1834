package dev.gather.expression;

import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.jsonata.JsonataSyntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the choices of an expression that is {@code $oneOf(key, {"a": "…", "b": "…"})} and nothing else. They are literal, so that
 * all of them are known before anything runs.
 */
final class ChoiceReader {
    /** The name of the function. */
    static final String ONE_OF = "oneOf";

    private static final String EXAMPLE = "{% $oneOf($input.sort, {\"name\": \"name\", \"newest\": \"id DESC\"}) %}";

    private final String text;
    private final List<Choice> choices = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    private ChoiceReader(String text) {
        this.text = text;
    }

    /**
     * The choices; none if the expression is something else.
     *
     * @throws ExpressionSyntaxException if it has others than literal ones
     */
    static List<Choice> choices(String text, Symbol tree) throws ExpressionSyntaxException {
        boolean alone = JsonataSyntax.type(tree).equals("function")
                && JsonataSyntax.value(JsonataSyntax.child(tree, "procedure")).equals(ONE_OF)
                && !JsonataSyntax.hasFilter(tree)
                && !JsonataSyntax.keepsArray(tree)
                && tree.group == null;
        return alone ? new ChoiceReader(text).read(JsonataSyntax.arguments(tree)) : List.of();
    }

    /** The fault of an expression that calls the function in any other way. */
    static ExpressionSyntaxException notAlone(int offset) {
        return new ExpressionSyntaxException("$oneOf stands alone in its expression: " + EXAMPLE, offset);
    }

    private List<Choice> read(List<Symbol> arguments) throws ExpressionSyntaxException {
        int start = Math.max(0, text.indexOf("$" + ONE_OF));
        if (arguments.size() != 2 || !isObject(arguments.get(1))) {
            throw new ExpressionSyntaxException(
                    "$oneOf needs a key, and an object with the choices: " + EXAMPLE, start);
        }
        Reference nested = new ReferenceFinder(text, arguments.get(0)).firstUse(ONE_OF);
        if (nested != null) {
            throw notAlone(nested.offset());
        }
        for (Symbol[] pair : arguments.get(1).lhsObject) {
            add(pair[0], pair[1]);
        }
        if (choices.isEmpty()) {
            throw new ExpressionSyntaxException("$oneOf has no choices: " + EXAMPLE, start);
        }
        return List.copyOf(choices);
    }

    private static boolean isObject(Symbol node) {
        return JsonataSyntax.type(node).equals("unary")
                && JsonataSyntax.value(node).equals("{")
                && !JsonataSyntax.hasFilter(node)
                && !JsonataSyntax.keepsArray(node)
                && node.group == null;
    }

    private void add(Symbol key, Symbol chosen) throws ExpressionSyntaxException {
        int end = Math.min(JsonataSyntax.end(key), text.length());
        if (!isText(key) || !isText(chosen)) {
            throw new ExpressionSyntaxException("the choices of $oneOf are texts between quotes: " + EXAMPLE, end);
        }
        String name = JsonataSyntax.value(key);
        if (!keys.add(name)) {
            throw new ExpressionSyntaxException("$oneOf has two choices with the key '" + name + "'", end);
        }
        choices.add(new Choice(name, JsonataSyntax.value(chosen), firstQuote(end) + 1));
    }

    private static boolean isText(Symbol node) {
        return JsonataSyntax.type(node).equals("string") && !JsonataSyntax.hasFilter(node) && node.group == null;
    }

    private int firstQuote(int from) {
        int quote = from;
        while (quote < text.length() && text.charAt(quote) != '"' && text.charAt(quote) != '\'') {
            quote++;
        }
        return quote;
    }
}
