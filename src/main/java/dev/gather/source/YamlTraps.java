package dev.gather.source;

import dev.gather.expression.Expression;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Template;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What YAML makes of expressions that stand in it without quotes, and what to write instead. */
final class YamlTraps {
    /** A text that starts with the name of a variable or function, and what follows the name. */
    private static final Pattern NAME = Pattern.compile("\\$([A-Za-z_]\\w*)(.*)", Pattern.DOTALL);

    /** What follows a variable if an operator does. */
    private static final Pattern OPERATOR =
            Pattern.compile("\\s*([.\\[{?=<>!+*/%&|^~@#]|-\\s|(and|or|in)\\s).*", Pattern.DOTALL);

    /** What only follows a name in an expression, whether there is such a variable or not: {@code ? 1}, <code>.{</code>. */
    private static final Pattern CHOICE_OR_OBJECT = Pattern.compile("\\s*(\\?\\s|\\.\\{).*", Pattern.DOTALL);

    /** A comment that may be the index of an expression, as in {@code $orders #$i}. */
    private static final Pattern INDEX = Pattern.compile("#\\$[A-Za-z_].*", Pattern.DOTALL);

    /** The fault of an expression that lacks its braces. */
    private static final String TEXT = "this is a text and not an expression";

    private static final String QUOTE = "quote the whole expression";
    private static final int LONGEST_TEXT = 40;

    private YamlTraps() {}

    /** What to do about a text that is no expression; empty if YAML has no part in it. */
    static String remedy(YamlScalar scalar, ExpressionSyntaxException fault) {
        String rest = scalar.isPlain() ? scalar.rest().strip() : "";
        if (fault.isIncomplete() && rest.startsWith("#")) {
            return "YAML takes ' #' for the start of a comment: " + QUOTE;
        }
        if (fault.isIncomplete() && !rest.isEmpty() && ",[]{}".indexOf(rest.charAt(0)) >= 0) {
            return "YAML ends a text at '" + rest.charAt(0) + "' within [ ] or { }: " + QUOTE;
        }
        String text = scalar.text().strip();
        boolean literal = !text.contains("$") && !Template.isTemplate(text) && text.indexOf('\'') < 0;
        return literal && text.length() <= LONGEST_TEXT && text.indexOf('"') < 0
                ? "for a text write '\"" + text + "\"'"
                : "";
    }

    /**
     * Whether YAML takes the rest of what can only be an expression for a comment, as in {@code $orders #$i.id}; noted as a
     * problem.
     */
    static boolean isCut(YamlScalar scalar, Problems problems) {
        boolean cut = scalar.isPlain() && INDEX.matcher(scalar.rest().strip()).matches();
        if (cut) {
            problems.add(ProblemCode.UNQUOTED_EXPRESSION, scalar, "YAML takes ' #' for the start of a comment", QUOTE);
        }
        return cut;
    }

    /**
     * Whether YAML has split an expression at a colon, so that a mapping stands in its place; each such key is noted as a
     * problem.
     */
    static boolean isSplit(YamlNode node, Set<String> known, Problems problems) {
        if (node instanceof YamlList list) {
            return list.elements().stream()
                    .map(element -> isSplit(element, known, problems))
                    .reduce(false, Boolean::logicalOr);
        }
        if (node instanceof YamlMap map) {
            return map.entries().values().stream()
                    .map(entry -> isSplitKey(entry.key(), known, problems) || isSplit(entry.value(), known, problems))
                    .reduce(false, Boolean::logicalOr);
        }
        return false;
    }

    private static boolean isSplitKey(YamlScalar key, Set<String> known, Problems problems) {
        Matcher name = NAME.matcher(key.text());
        boolean split = name.matches() && startsExpression(name.group(1), name.group(2), known);
        if (split) {
            problems.add(ProblemCode.UNQUOTED_EXPRESSION, key, "YAML reads ': ' as a mapping", QUOTE);
        }
        return split;
    }

    private static boolean startsExpression(String name, String rest, Set<String> known) {
        return CHOICE_OR_OBJECT.matcher(rest).matches()
                || isCall(name, rest)
                || (known.contains(name) && OPERATOR.matcher(rest).matches());
    }

    private static boolean isCall(String name, String rest) {
        return Expression.isFunction(name) && rest.startsWith("(");
    }

    /**
     * Whether a text in a document is an expression without its braces, which is noted as a problem: it is a known variable
     * or starts with a path from one, or it calls a function.
     */
    static boolean lacksBraces(YamlScalar scalar, Set<String> known, Problems problems) {
        Matcher name = NAME.matcher(scalar.value() instanceof String text ? text : "");
        if (!name.matches()) {
            return false;
        }
        String rest = name.group(2);
        boolean path = rest.isEmpty() || rest.startsWith(".") || rest.startsWith("[");
        boolean lacks = (path && known.contains(name.group(1))) || isCall(name.group(1), rest);
        if (lacks) {
            problems.add(ProblemCode.UNQUOTED_EXPRESSION, scalar, TEXT, braces(scalar.text()));
        }
        return lacks;
    }

    /** How to write the value of an expression that lacks its braces, and how the text itself. */
    private static String braces(String text) {
        String shown = shortened(text).replace("'", "''");
        boolean quotable = text.length() <= LONGEST_TEXT && text.indexOf('"') < 0 && text.indexOf('\\') < 0;
        String literal = quotable ? shown : "…";
        return "write '{% " + shown + " %}' for the value, or '{% \"" + literal + "\" %}' for the text";
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
