package dev.gather.composition;

import dev.gather.lock.Lock;
import dev.gather.source.Learnt;
import dev.gather.source.Shape;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** What is known of the value of a source from its own keys, and from what has been learnt of its backend. */
record SourceShape(CompositionYaml composition, SourceYaml source) {
    Shape shape(List<SourceKind> kinds, Lock lock) {
        Shape each = source.find("value").map(SourceShape::ofValue).orElseGet(() -> answer(kinds, lock));
        if (source.has(BatchReader.BATCH)) {
            each = dealt(each);
        }
        Optional<YamlNode> missing = source.find("missing");
        if (missing.filter(node -> node.plain() == null).isPresent()) {
            each = each.or(Shape.NULL);
        }
        if (source.has("fallback")) {
            each = each.or(source.find("fallback").map(Shape::ofDocument).orElseThrow());
        } else if (isTrue("partial")) {
            each = each.or(Shape.NULL);
        }
        if (source.has("forEach")) {
            return Shape.list(each.or(Shape.NULL));
        }
        return source.has("when") ? each.or(Shape.NULL) : each;
    }

    /** That of an element's part of the answer to a batch. */
    private Shape dealt(Shape answer) {
        boolean many = source.get(BatchReader.MATCH) instanceof YamlMap match
                && match.get("many") instanceof YamlScalar scalar
                && Boolean.TRUE.equals(scalar.value());
        return many ? Shape.list(answer.each()) : answer.each().or(Shape.NULL);
    }

    private boolean isTrue(String key) {
        YamlNode node = composition.get(key);
        return node != null && Boolean.TRUE.equals(node.plain());
    }

    /** What was learnt of another request than the source makes now says nothing of it. */
    Shape answer(List<SourceKind> kinds, Lock lock) {
        Optional<SourceKind> kind =
                kinds.stream().filter(found -> source.has(found.key())).findFirst();
        Optional<Learnt> learnt = lock.find(composition.name(), source.name())
                .filter(known -> kind.flatMap(found -> found.outline(source))
                        .filter(known.request()::equals)
                        .isPresent());
        return kind.map(found -> Shape.ofSchema(found.schema(source, learnt))).orElse(Shape.UNKNOWN);
    }

    /** That of what stands where an expression needs no braces, so that a string says nothing. */
    static Shape ofValue(YamlNode node) {
        boolean expression = node instanceof YamlScalar scalar && scalar.value() instanceof String;
        return expression ? Shape.UNKNOWN : Shape.ofDocument(node);
    }
}
