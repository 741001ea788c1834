package dev.gather.source;

import dev.gather.expression.Expression;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Template;
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
    /** A text that starts with the name of a variable or function. */
    private static final Pattern NAME = Pattern.compile("\\$([A-Za-z_]\\w*)(.?)", Pattern.DOTALL);

    /** The fault of an expression that lacks its braces. */
    static final String TEXT = "this is a text and not an expression";

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

    /** Whether YAML takes the rest of an expression for a comment, as in {@code $orders #$i.id}; noted as a problem. */
    static boolean isCut(YamlScalar scalar, Problems problems) {
        boolean cut = scalar.isPlain() && scalar.rest().strip().startsWith("#$");
        if (cut) {
            problems.add(scalar, "YAML takes ' #' for the start of a comment", QUOTE);
        }
        return cut;
    }

    /**
     * Whether a list or mapping that stands in place of an expression has texts that look like expressions, each noted as a
     * problem.
     */
    static boolean looksLikeExpression(YamlNode node, Problems problems) {
        if (node instanceof YamlList list) {
            return list.elements().stream()
                    .map(element -> looksLikeExpression(element, problems))
                    .reduce(false, Boolean::logicalOr);
        }
        if (node instanceof YamlMap map) {
            return map.entries().values().stream()
                    .map(entry -> isSplit(entry.key(), problems) || looksLikeExpression(entry.value(), problems))
                    .reduce(false, Boolean::logicalOr);
        }
        YamlScalar scalar = (YamlScalar) node;
        boolean looks = scalar.value() instanceof String text
                && !Template.isTemplate(text)
                && NAME.matcher(text).lookingAt();
        if (looks) {
            problems.add(
                    scalar,
                    TEXT,
                    "quote the whole list or mapping as one expression, or write '{% " + shortened(scalar.text())
                            + " %}'");
        }
        return looks;
    }

    /** Whether YAML has split an expression at a colon. */
    private static boolean isSplit(YamlScalar key, Problems problems) {
        boolean split = NAME.matcher(key.text()).lookingAt();
        if (split) {
            problems.add(key, "YAML reads ': ' as a mapping", QUOTE);
        }
        return split;
    }

    /** Whether a text in a document is an expression without its braces: it starts with a known variable or calls a function. */
    static boolean lacksBraces(String text, Set<String> known) {
        Matcher name = NAME.matcher(text);
        if (!name.lookingAt()) {
            return false;
        }
        String next = name.group(2);
        boolean variable = known.contains(name.group(1)) && (next.isEmpty() || ".[".contains(next));
        return variable || (Expression.isFunction(name.group(1)) && next.equals("("));
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
