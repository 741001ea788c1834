package dev.gather.contract;

import dev.gather.expression.Template;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A segment of a request's path.
 *
 * @param text decoded, with {@link #VALUE} for the value of each expression
 * @param index in the composition's path; empty for a segment of the base URL
 */
record Segment(String text, Optional<Integer> index) {
    private static final char VALUE = '\uFFFC';

    /** How a segment fits one of a template, the best first. */
    enum Fit {
        LITERAL,
        PARAMETER,
        /** If the value of an expression is the right one. */
        PERHAPS,
        NOT
    }

    /** A segment of the composition's path. */
    static Segment of(Template segment, int index) {
        StringBuilder text = new StringBuilder();
        segment.parts()
                .forEach(part -> text.append(
                        part instanceof Template.Text literal ? decoded(literal.text()) : String.valueOf(VALUE)));
        return new Segment(text.toString(), Optional.of(index));
    }

    /** How it fits a segment of a template, percent-encoded or not. */
    Fit fit(String template) {
        boolean parameter = template.indexOf('{') >= 0;
        if (parameter && Wildcards.match(decoded(template), text)) {
            return Fit.PARAMETER;
        }
        if (text.indexOf(VALUE) >= 0) {
            return Fit.PERHAPS;
        }
        return !parameter && decoded(template).equals(text) ? Fit.LITERAL : Fit.NOT;
    }

    /** The text with braces for values. */
    String shown() {
        return text.replace(String.valueOf(VALUE), "{}");
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // A percent sign in it is not an escape.
        }
    }
}
