package dev.gather.rehearsal;

import dev.gather.rehearsal.Script.Answers;
import dev.gather.source.GivenAnswer;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the answers of a case. */
record ScriptReader(CaseValues values) {
    private static final Set<String> ANSWER_KEYS = Set.of("value", "base64", "status", "headers", "delay", "fault");

    Script read(@Nullable YamlNode node) {
        Map<String, Answers> bySource = new LinkedHashMap<>();
        Map<String, Answers> byRequest = new LinkedHashMap<>();
        if (node != null) {
            values.problems().mapping(node, "sources").ifPresent(map -> map.entries()
                    .forEach((name, entry) -> {
                        if (name.contains(" ")) {
                            byRequest.put(name, answers(entry.value()));
                        } else {
                            values.checkSource(entry.key(), name);
                            bySource.put(name, answers(entry.value()));
                        }
                    }));
        }
        return new Script(bySource, byRequest);
    }

    /** A list answers in turn; a list within it has the answers to one request's attempts. */
    private Answers answers(YamlNode node) {
        if (!(node instanceof YamlList list)) {
            return new Answers(List.of(List.of(answer(node))), true);
        }
        List<List<ScriptedAnswer>> turns = new ArrayList<>();
        for (YamlNode element : list.elements()) {
            List<ScriptedAnswer> attempts =
                    element.each().stream().map(this::answer).toList();
            if (attempts.isEmpty()) {
                values.problems().add(ProblemCode.WRONG_VALUE, element, "there is no answer", "write { value: … }");
            } else {
                turns.add(attempts);
            }
        }
        return new Answers(turns, false);
    }

    private ScriptedAnswer answer(YamlNode node) {
        Optional<YamlMap> found = values.problems().mapping(node, "an answer");
        if (found.isEmpty()) {
            return new ScriptedAnswer(Duration.ZERO, Optional.empty(), new GivenAnswer(GivenAnswer.OK, Map.of(), null));
        }
        YamlMap map = found.get();
        values.problems().addUnknownKeys(map, ANSWER_KEYS);
        GivenAnswer given = new GivenAnswer(
                values.status(map.get("status")), values.texts(map.get("headers"), "headers"), value(map));
        return new ScriptedAnswer(
                values.duration(map.get("delay")).orElse(Duration.ZERO),
                Optional.ofNullable(map.get("fault")).flatMap(this::fault),
                given);
    }

    private @Nullable Object value(YamlMap map) {
        YamlNode value = map.get("value");
        YamlNode base64 = map.get("base64");
        if (base64 == null) {
            return value == null ? null : Documents.exact(value.plain());
        }
        if (value != null) {
            values.problems()
                    .addAtKey(
                            ProblemCode.CONFLICTING_KEYS,
                            map,
                            "base64",
                            "an answer has a value or base64",
                            "remove one of them");
        }
        try {
            return Base64.getDecoder().decode(values.text(base64).orElse(""));
        } catch (IllegalArgumentException e) {
            values.problems().add(ProblemCode.WRONG_VALUE, base64, "this is not base64");
            return null;
        }
    }

    private Optional<Fault> fault(YamlNode node) {
        String name = values.text(node).orElse("");
        Optional<Fault> fault = Fault.named(name);
        if (fault.isEmpty()) {
            values.problems()
                    .add(
                            ProblemCode.WRONG_VALUE,
                            node,
                            "unknown fault '" + name + "'",
                            DidYouMean.remedy(name, Fault.names(), ""));
        }
        return fault;
    }
}
