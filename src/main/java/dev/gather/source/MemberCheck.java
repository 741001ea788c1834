package dev.gather.source;

import dev.gather.expression.Member;
import dev.gather.expression.Reference;
import dev.gather.expression.Template;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlScalar;
import java.util.Map;
import java.util.Optional;

/** Warns of members that a variable cannot have, such as a misspelt property of {@code $input}: they come to nothing. */
record MemberCheck(Map<String, Shape> shapes, Problems problems) {
    void check(YamlScalar scalar, Template template) {
        for (Template.Hole hole : template.holes()) {
            hole.expression().members().forEach(member -> check(scalar, hole.offset(), member));
        }
    }

    private void check(YamlScalar scalar, int offset, Member member) {
        Shape shape = shapes.getOrDefault(member.variable(), Shape.UNKNOWN);
        StringBuilder path = new StringBuilder("$").append(member.variable());
        for (Reference name : member.path()) {
            Optional<Shape> found = shape.member(name.name());
            if (found.isEmpty()) {
                problems.warnWithin(
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
}
