package dev.gather.execution;

import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Values;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.source.HeaderText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One header of an answer. A value inserted into a quoted string or into the target of a {@code link} cannot end it: it is
 * escaped or encoded. A value that a header cannot hold is refused.
 */
final class HeaderValue {
    private static final String LINK = "link";
    private static final String LOCATION = "location";
    private static final String ETAG = "etag";
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String PARAMETER =
            "\\s*+;\\s*+" + TOKEN + "(?:\\s*+=\\s*+(?:" + TOKEN + "|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"))?+";
    private static final String ONE_LINK = "\\s*+<[^<>\"\\s]*+>(?:" + PARAMETER + ")*+\\s*+";
    private static final Pattern LINKS = Pattern.compile(ONE_LINK + "(?:," + ONE_LINK + ")*+");
    private static final Pattern URI = Pattern.compile("[!#$%&'()*+,./:;=?@_~0-9A-Za-z\\[\\]-]*");

    /** Where in a header a value is inserted. */
    private enum Place {
        OUTSIDE,
        TARGET,
        QUOTED
    }

    private final String name;
    private final StringBuilder text = new StringBuilder();
    private Place place = Place.OUTSIDE;

    private HeaderValue(String name) {
        this.name = name;
    }

    /**
     * The header's value; empty, so that the header is left out, if the template is one expression and its value null, or if
     * it is a {@code location}, of which a part is null.
     *
     * @throws EvaluationException if a header cannot hold a value in that place
     */
    static Optional<String> of(String name, Template template, Variables variables) {
        HeaderValue header = new HeaderValue(name);
        if (template.isExpression()) {
            return Optional.ofNullable(template.evaluate(variables))
                    .map(Values::text)
                    .map(header::wholeChecked);
        }
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Text literal) {
                header.literal(literal.text());
            } else {
                Object value = ((Template.Hole) part).expression().evaluate(variables);
                if (value == null && name.equals(LOCATION)) {
                    return Optional.empty();
                }
                header.insert(Values.text(value));
            }
        }
        return Optional.of(header.checked(header.text.toString().strip()));
    }

    /** Appends what the composition's author wrote, and tracks the place of the next value. */
    private void literal(String literal) {
        text.append(literal);
        for (int i = 0; i < literal.length(); i++) {
            place = next(literal.charAt(i));
            if (place == Place.QUOTED && literal.charAt(i) == '\\') {
                i++;
            }
        }
    }

    private Place next(char character) {
        return switch (place) {
            case OUTSIDE -> character == '"' ? Place.QUOTED : isTarget(character) ? Place.TARGET : Place.OUTSIDE;
            case TARGET -> character == '>' ? Place.OUTSIDE : Place.TARGET;
            case QUOTED -> character == '"' ? Place.OUTSIDE : Place.QUOTED;
        };
    }

    private boolean isTarget(char character) {
        return character == '<' && name.equals(LINK);
    }

    private void insert(String value) {
        text.append(
                switch (place) {
                    case TARGET -> target(value);
                    case QUOTED -> quoted(value);
                    case OUTSIDE -> outside(value);
                });
    }

    /** At its start, a target may be a whole URL; after that, a value is one segment or parameter. */
    private String target(String value) {
        if (text.charAt(text.length() - 1) == '<') {
            return accepted(value, URI.matcher(value).matches());
        }
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return accepted(encoded, StandardCharsets.UTF_8.newEncoder().canEncode(value));
    }

    /** Escapes the value; an entity tag has no escapes, so that a quote or space in it is refused. */
    private String quoted(String value) {
        if (name.equals(ETAG)) {
            return accepted(value, value.indexOf('"') < 0 && value.indexOf(' ') < 0);
        }
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private String outside(String value) {
        return accepted(value, !name.equals(LINK) || value.isEmpty() || HeaderText.isName(value));
    }

    private String wholeChecked(String value) {
        return checked(
                accepted(value, !name.equals(LINK) || LINKS.matcher(value).matches()));
    }

    private String checked(String value) {
        return accepted(value, HeaderText.isValue(value));
    }

    private String accepted(String value, boolean allowed) {
        if (!allowed) {
            throw new EvaluationException("headers." + name + ": a header cannot hold this value");
        }
        return value;
    }
}
