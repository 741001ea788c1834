package dev.gather.http;

import dev.gather.source.BodyForm;
import dev.gather.source.Learnt;
import dev.gather.source.Schemas;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of the answers that a source takes as values. */
record AnswerSchema(SourceYaml source) {
    private static final String DEFAULT = "default";

    Map<String, @Nullable Object> of(Optional<Learnt> learnt) {
        AnswerRules rules = new AnswerRulesReader(source, new Problems()).read();
        Map<String, @Nullable Object> body = rules.form() == BodyForm.JSON
                ? learnt.map(found -> json(found, rules.accepted())).orElse(Map.of())
                : Schemas.either(List.of(Schemas.of("string"), Schemas.NULL));
        if (source.has(PaginationReader.KEY)) {
            return list(body);
        }
        boolean head = source.find("http")
                .flatMap(Outline::of)
                .filter(line -> line.regionMatches(true, 0, "HEAD ", 0, 5))
                .isPresent();
        if (!rules.whole() && !head) {
            return body;
        }
        Map<String, Map<String, @Nullable Object>> members = new LinkedHashMap<>();
        members.put("status", Schemas.of("integer"));
        members.put("headers", Schemas.object());
        members.put("body", head ? Schemas.NULL : body);
        return Schemas.object(members);
    }

    /** Of all pages together; of their elements it is known only what the answers' own lists say. */
    private Map<String, @Nullable Object> list(Map<String, @Nullable Object> page) {
        Map<String, @Nullable Object> list = new LinkedHashMap<>(Schemas.of("array"));
        boolean own = source.get(PaginationReader.KEY) instanceof YamlMap map && map.get("items") == null;
        if (own && "array".equals(page.get("type")) && page.get("items") instanceof Map<?, ?> elements) {
            list.put("items", elements);
            for (String key : List.of("$defs", "$id")) {
                if (page.containsKey(key)) {
                    list.put(key, page.get(key));
                }
            }
        }
        return list;
    }

    /** Any of the successes that are described, and of the other statuses that count as such. */
    private static Map<String, @Nullable Object> json(Learnt learnt, Set<Integer> accepted) {
        Map<String, Map<String, @Nullable Object>> answers = learnt.answers();
        Set<String> keys = new TreeSet<>();
        answers.keySet().stream().filter(status -> status.startsWith("2")).forEach(keys::add);
        Stream<String> others =
                accepted.stream().map(status -> learnt.described(status).orElse(DEFAULT));
        Stream<String> successes = keys.isEmpty() ? Stream.of(DEFAULT) : keys.stream();
        return Schemas.either(Stream.concat(successes, others)
                .distinct()
                .map(key -> embedded(key, answers.getOrDefault(key, Map.of())))
                .toList());
    }

    /** A schema with definitions of its own gets an identity, with which its references stay within it. */
    private static Map<String, @Nullable Object> embedded(String status, Map<String, @Nullable Object> schema) {
        if (!schema.containsKey("$defs") || schema.containsKey("$id")) {
            return schema;
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>(schema);
        named.put("$id", "answer-" + status);
        return named;
    }
}
