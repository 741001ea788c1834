package dev.gather.http;

import dev.gather.source.Learnt;
import dev.gather.source.Shape;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is known of the answers that a source takes as values. */
record AnswerShape(SourceYaml source) {
    private static final String RANGE = "XX";
    private static final String DEFAULT = "default";

    Shape of(Optional<Learnt> learnt) {
        AnswerRules rules = new AnswerRulesReader(source, new Problems()).read();
        Shape body = rules.form() == BodyForm.JSON
                ? learnt.map(found -> json(found.answers(), rules.accepted())).orElse(Shape.UNKNOWN)
                : Shape.of(Shape.Type.STRING);
        return rules.whole()
                ? Shape.object(Map.of("status", Shape.of(Shape.Type.INTEGER), "headers", Shape.UNKNOWN, "body", body))
                : body;
    }

    /** Any of the successes that are described, and of the other statuses that count as such. */
    private static Shape json(Map<String, Map<String, Object>> answers, Set<Integer> accepted) {
        Set<String> keys = new TreeSet<>();
        answers.keySet().stream().filter(status -> status.startsWith("2")).forEach(keys::add);
        Stream<String> others = accepted.stream().map(status -> described(answers, status));
        Stream<String> successes = keys.isEmpty() ? Stream.of(DEFAULT) : keys.stream();
        return Stream.concat(successes, others)
                .distinct()
                .map(key -> Shape.ofSchema(answers.get(key)))
                .reduce(Shape::or)
                .orElse(Shape.UNKNOWN);
    }

    private static String described(Map<String, Map<String, Object>> answers, int status) {
        String exact = String.valueOf(status);
        String range = status / 100 + RANGE;
        return answers.containsKey(exact) ? exact : answers.containsKey(range) ? range : DEFAULT;
    }
}
