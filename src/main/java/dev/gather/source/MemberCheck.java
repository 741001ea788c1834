package dev.gather.source;

import dev.gather.expression.Member;
import dev.gather.expression.Reference;
import dev.gather.expression.Selection;
import dev.gather.expression.Template;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Warns of members that a variable, or an element of a list, cannot have, such as a misspelt property of {@code $input}: they come
 * to nothing.
 */
record MemberCheck(Map<String, Shape> shapes, Problems problems) {
    void check(YamlScalar scalar, Template template) {
        for (Template.Hole hole : template.holes()) {
            hole.expression().members().forEach(member -> check(scalar, hole.offset(), member));
            hole.expression().outline().ofElements().forEach(found -> check(scalar, hole.offset(), found));
        }
    }

    private void check(YamlScalar scalar, int offset, Member member) {
        Shape shape = shapes.getOrDefault(member.variable(), Shape.UNKNOWN);
        check(scalar, offset, "$" + member.variable(), shape, member.path());
    }

    private void check(YamlScalar scalar, int offset, Selection selection) {
        Selection elements = new Selection(selection.variable(), selection.each(), List.of());
        check(scalar, offset, elements.toString(), shape(shapes, elements), selection.path());
    }

    private void check(YamlScalar scalar, int offset, String start, Shape known, List<Reference> names) {
        Shape shape = known;
        StringBuilder path = new StringBuilder(start);
        for (Reference name : names) {
            Optional<Shape> found = shape.member(name.name());
            if (found.isEmpty()) {
                problems.warnWithin(
                        ProblemCode.UNKNOWN_MEMBER,
                        scalar,
                        offset + name.offset(),
                        path + " has no '" + name.name() + "'",
                        DidYouMean.remedy(name.name(), shape.names(), ""));
                return;
            }
            path.append('.').append(name.name());
            shape = found.get();
        }
    }

    /** What is known of the value that names select. */
    static Shape shape(Map<String, Shape> shapes, Selection selection) {
        Shape shape = shapes.getOrDefault(selection.variable(), Shape.UNKNOWN);
        if (selection.each().isPresent()) {
            shape = selected(shape, selection.each().get()).each();
        }
        return selected(shape, selection.path());
    }

    private static Shape selected(Shape from, List<Reference> names) {
        Shape shape = from;
        for (Reference name : names) {
            shape = shape.member(name.name()).orElse(Shape.UNKNOWN);
        }
        return shape;
    }
}
