package dev.gather.sql;

import dev.gather.expression.Choice;
import dev.gather.expression.Template;
import dev.gather.expression.Template.Hole;
import dev.gather.expression.Template.Part;
import dev.gather.expression.Template.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement's template in which one of its choices stands in place of each {@code $oneOf}.
 *
 * @param template has offsets of its own, since choices are not as long as what they stand for
 * @param origins where each part of it comes from, in their order
 */
record ChosenText(Template template, List<Origin> origins) {
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

    /** A text of several parts is one part here, since words may reach from one into the other. */
    private static ChosenText of(Template template, List<Choice> chosen) {
        List<Part> parts = new ArrayList<>();
        List<Origin> origins = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int next = 0;
        int at = 0;
        for (Part part : template.parts()) {
            if (part instanceof Text literal) {
                origins.add(new Origin(at, literal.offset(), literal.text().length()));
                text.append(literal.text());
                at += literal.text().length();
                continue;
            }
            Hole hole = (Hole) part;
            if (hole.expression().choices().isEmpty()) {
                endText(parts, text, at);
                origins.add(new Origin(at, hole.offset(), 0));
                parts.add(new Hole(hole.expression(), at));
                at++;
            } else {
                Choice choice = chosen.get(next++);
                origins.add(new Origin(at, hole.offset() + choice.offset(), 0));
                text.append(choice.text());
                at += choice.text().length();
            }
        }
        endText(parts, text, at);
        return new ChosenText(new Template(parts), List.copyOf(origins));
    }

    private static void endText(List<Part> parts, StringBuilder text, int end) {
        if (text.length() > 0) {
            parts.add(new Text(text.toString(), end - text.length()));
            text.setLength(0);
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
