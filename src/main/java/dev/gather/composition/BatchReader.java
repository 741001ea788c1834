package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.source.ReservedVariables;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves {@code batch} and {@code match} of a source with {@code forEach}.
 *
 * @param outer parses what is evaluated for each element of an answer
 * @param each parses what is evaluated for each element of the list
 */
record BatchReader(SourceYaml source, TemplateReader outer, TemplateReader each) {
    static final String BATCH = "batch";
    static final String MATCH = "match";

    private static final int MOST = 10_000;
    private static final Set<String> KEYS = Set.of("item", "answer", "many");
    private static final String REMEDY = "write match: { item: $item.id, answer: $answer.id }";

    /** What the source says of batches; empty if it says nothing, or a problem was noted. */
    Optional<Batch> read() {
        if (!source.has(BATCH)) {
            source.find(MATCH).ifPresent(node -> problems()
                    .add(ProblemCode.CONFLICTING_KEYS, node, "match belongs to sources with batch", "add batch"));
            return Optional.empty();
        }
        int size = source.number(BATCH, 1, 1, MOST, problems());
        checkOthers();
        YamlNode match = source.get(MATCH);
        if (match == null) {
            problems()
                    .addAtKey(
                            ProblemCode.MISSING_KEY,
                            source.body(),
                            BATCH,
                            "nothing says which element of an answer belongs to which of the list",
                            REMEDY);
            return Optional.empty();
        }
        if (!(match instanceof YamlMap map)) {
            problems().add(ProblemCode.WRONG_VALUE, match, "match must be a mapping, not " + match.kind(), REMEDY);
            return Optional.empty();
        }
        problems().addUnknownKeys(map, KEYS);
        Optional<JsonTemplate> item = key(map, "item", each);
        Optional<JsonTemplate> answer = key(map, "answer", outer.knowing(Set.of(ReservedVariables.ANSWER)));
        boolean many = map.flag("many", problems());
        return item.flatMap(own -> answer.map(theirs -> new Batch(size, own, theirs, many)));
    }

    private Optional<JsonTemplate> key(YamlMap match, String key, TemplateReader templates) {
        YamlNode node = match.get(key);
        if (node == null) {
            problems().add(ProblemCode.MISSING_KEY, match, key + " is missing", REMEDY);
            return Optional.empty();
        }
        return templates.value(node);
    }

    /** What makes one value of an answer, where a list is needed. */
    private void checkOthers() {
        boolean one =
                source.find("rows").map(YamlNode::plain).filter("one"::equals).isPresent();
        if (one) {
            problems()
                    .addAtKey(
                            ProblemCode.CONFLICTING_KEYS,
                            source.body(),
                            "rows",
                            "the answer to a batch has a row for each element",
                            "remove it");
        }
        for (String key : List.of("writes", "response")) {
            if (source.has(key)) {
                problems()
                        .addAtKey(
                                ProblemCode.CONFLICTING_KEYS,
                                source.body(),
                                key,
                                "batch needs an answer that is a list",
                                "remove one of them");
            }
        }
    }

    private Problems problems() {
        return outer.problems();
    }
}
