package dev.gather.http;

import dev.gather.expression.Template;
import dev.gather.expression.Template.Hole;
import dev.gather.expression.Template.Part;
import dev.gather.expression.Template.Text;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a template into path segments and query parameters, at the slashes, question marks and ampersands of its literal
 * text only, so that a value can never add a segment or a parameter.
 */
final class TargetReader {
    private static final Pattern ILLEGAL = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\\-._~!$&'()*+,;=:@%/?]");

    private static final Pattern DOT = Pattern.compile("%2[eE]");

    private final YamlScalar scalar;
    private final Problems problems;
    private boolean broken;

    TargetReader(YamlScalar scalar, Problems problems) {
        this.scalar = scalar;
        this.problems = problems;
    }

    /** Reads the template after its first characters, so many of which are skipped; they are literal text. */
    Optional<TargetTemplate> read(Template template, int skipped) {
        List<Part> parts = without(template, skipped);
        parts.forEach(this::checkText);
        List<Template> halves = split(parts, '?', 2);
        List<Template> segments = split(halves.get(0).parts(), '/', Integer.MAX_VALUE);
        List<Template> inner = segments.subList(1, segments.size());
        checkSegments(inner);
        QueryTemplate query = halves.size() == 1 ? new QueryTemplate(List.of()) : query(halves.get(1));
        return broken ? Optional.empty() : Optional.of(new TargetTemplate(new PathTemplate(inner), query));
    }

    private static List<Part> without(Template template, int skipped) {
        List<Part> parts = new ArrayList<>(template.parts());
        Text first = (Text) parts.get(0);
        parts.set(0, new Text(first.text().substring(skipped), skipped));
        if (parts.get(parts.size() - 1) instanceof Text last) {
            parts.set(parts.size() - 1, new Text(last.text().stripTrailing(), last.offset()));
        }
        return parts;
    }

    private void checkText(Part part) {
        if (part instanceof Text text) {
            Matcher illegal = ILLEGAL.matcher(text.text());
            if (illegal.find()) {
                String fault = "'" + illegal.group() + "' cannot stand in a URL";
                problem(text.offset() + illegal.start(), fault, "percent-encode it");
            }
        }
    }

    private void checkSegments(List<Template> segments) {
        for (int i = 0; i < segments.size(); i++) {
            Template segment = segments.get(i);
            if (!segment.hasExpression()) {
                String text =
                        segment.parts().isEmpty() ? "" : ((Text) segment.parts().get(0)).text();
                String dots = text.indexOf('%') < 0 ? text : DOT.matcher(text).replaceAll(".");
                boolean last = i == segments.size() - 1;
                if (dots.equals(".") || dots.equals("..") || (dots.isEmpty() && !last)) {
                    problem(0, "the path has an empty segment, or one of dots", "write the path without it");
                }
            }
        }
    }

    private QueryTemplate query(Template query) {
        List<QueryTemplate.Parameter> parameters = new ArrayList<>();
        for (Template pair : split(query.parts(), '&', Integer.MAX_VALUE)) {
            List<Template> sides = split(pair.parts(), '=', 2);
            Template name = sides.get(0);
            if (name.hasExpression()) {
                problem(name.holes().get(0).offset(), "no expression can be the name of a parameter", "name it");
            } else if (!name.parts().isEmpty()) {
                Template value = sides.size() == 1 ? new Template(List.of()) : sides.get(1);
                parameters.add(new QueryTemplate.Parameter(((Text) name.parts().get(0)).text(), value));
            }
        }
        return new QueryTemplate(List.copyOf(parameters));
    }

    private void problem(int offset, String fault, String remedy) {
        problems.addWithin(ProblemCode.INVALID_CALL, scalar, offset, fault, remedy);
        broken = true;
    }

    /** Splits at a character of the literal text, into at most so many pieces. */
    private static List<Template> split(List<Part> parts, char separator, int pieces) {
        List<List<Part>> split = new ArrayList<>();
        split.add(new ArrayList<>());
        for (Part part : parts) {
            if (part instanceof Hole) {
                split.get(split.size() - 1).add(part);
            } else {
                splitText((Text) part, separator, pieces, split);
            }
        }
        return split.stream().map(Template::new).toList();
    }

    private static void splitText(Text text, char separator, int pieces, List<List<Part>> split) {
        int start = 0;
        while (true) {
            int end = split.size() < pieces ? text.text().indexOf(separator, start) : -1;
            int stop = end < 0 ? text.text().length() : end;
            if (start < stop) {
                split.get(split.size() - 1).add(new Text(text.text().substring(start, stop), text.offset() + start));
            }
            if (end < 0) {
                return;
            }
            split.add(new ArrayList<>());
            start = end + 1;
        }
    }
}
