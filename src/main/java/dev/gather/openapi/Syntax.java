package dev.gather.openapi;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Template;
import dev.gather.jsonata.JsonataSyntax;
import dev.gather.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/** The syntax trees of expressions that have been loaded before, and so are valid. */
final class Syntax {
    private static final int DELIMITER = 2;

    private Syntax() {}

    /** The tree of an expression, without the braces around it. */
    static Symbol tree(String expression) {
        return JsonataSyntax.tree(Jsonata.jsonata(expression));
    }

    /** The template that a text is. */
    static Template template(String text) {
        try {
            return Template.parse(text);
        } catch (ExpressionSyntaxException e) {
            throw new IllegalArgumentException("it has been loaded", e);
        }
    }

    /** The trees of all expressions in a text; of the text itself if it has no braces and is an expression. */
    static List<Symbol> possibleTrees(YamlScalar scalar) {
        String text = String.valueOf(scalar.value());
        if (Template.isTemplate(text)) {
            return trees(text);
        }
        try {
            var unused = Template.bare(text);
            return List.of(tree(text));
        } catch (ExpressionSyntaxException e) {
            return List.of();
        }
    }

    /** The trees of the expressions between braces in a text. */
    static List<Symbol> trees(String text) {
        List<Template.Part> parts = template(text).parts();
        List<Symbol> trees = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Template.Hole hole) {
                int end = i + 1 < parts.size() ? start(parts.get(i + 1)) : text.length();
                trees.add(tree(text.substring(hole.offset(), end - DELIMITER)));
            }
        }
        return trees;
    }

    private static int start(Template.Part part) {
        return part instanceof Template.Hole hole ? hole.offset() - DELIMITER : ((Template.Text) part).offset();
    }
}
