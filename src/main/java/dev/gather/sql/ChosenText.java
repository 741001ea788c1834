package dev.gather.sql;

import dev.gather.expression.Choice;
import dev.gather.expression.Template;
import dev.gather.expression.Template.Hole;
import dev.gather.expression.Template.Part;
import dev.gather.expression.Template.Text;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A statement's template in which one of its choices stands in place of each {@code $oneOf}.
 *
 * @param template has offsets of its own, since choices are not as long as what they stand for
 * @param origins where each part of it comes from, in their order
 */
public record ChosenText(Template template, List<Origin> origins) {
    /**
     * Where a part of the text comes from.
     *
     * @param start of the part in the text
     * @param written its start in the template as written
     * @param length how far it is there as it is here; 0 for a choice and an expression
     */
    private record Origin(int start, int written, int length) {}

    /** The choices of the expressions of a template that are {@code $oneOf}. */
    static List<List<Choice>> choices(Template template) {
        return template.holes().stream()
                .map(hole -> hole.expression().choices())
                .filter(choices -> !choices.isEmpty())
                .toList();
    }

    /** All that a template can be. The choices of its last {@code $oneOf} change the fastest. */
    static List<ChosenText> all(Template template) {
        List<List<Choice>> chosen = List.of(List.of());
        for (List<Choice> choices : choices(template)) {
            List<List<Choice>> longer = new ArrayList<>();
            for (List<Choice> before : chosen) {
                choices.forEach(choice -> longer.add(with(before, choice)));
            }
            chosen = longer;
        }
        return chosen.stream().map(choices -> of(template, choices)).toList();
    }

    private static List<Choice> with(List<Choice> before, Choice last) {
        List<Choice> all = new ArrayList<>(before);
        all.add(last);
        return all;
    }

    private static ChosenText of(Template template, List<Choice> chosen) {
        Builder builder = new Builder();
        Iterator<Choice> next = chosen.iterator();
        for (Part part : template.parts()) {
            if (part instanceof Text literal) {
                builder.add(
                        literal.text(),
                        new Origin(builder.at, literal.offset(), literal.text().length()));
            } else if (((Hole) part).expression().choices().isEmpty()) {
                builder.add((Hole) part);
            } else {
                Choice choice = next.next();
                builder.add(choice.text(), new Origin(builder.at, ((Hole) part).offset() + choice.offset(), 0));
            }
        }
        return builder.built();
    }

    /** Makes one part of texts that follow each other, since words may reach from one into the other. */
    private static final class Builder {
        private final List<Part> parts = new ArrayList<>();
        private final List<Origin> origins = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int at;

        void add(String more, Origin origin) {
            origins.add(origin);
            text.append(more);
            at += more.length();
        }

        void add(Hole hole) {
            endText();
            origins.add(new Origin(at, hole.offset(), 0));
            parts.add(new Hole(hole.expression(), at));
            at++;
        }

        private void endText() {
            if (text.length() > 0) {
                parts.add(new Text(text.toString(), at - text.length()));
                text.setLength(0);
            }
        }

        ChosenText built() {
            endText();
            return new ChosenText(new Template(parts), List.copyOf(origins));
        }
    }

    /** The offset in the template as written. */
    int written(int offset) {
        Origin found = new Origin(0, 0, 0);
        for (Origin origin : origins) {
            found = origin.start() <= offset ? origin : found;
        }
        return found.written() + Math.min(offset - found.start(), found.length());
    }
}
