package dev.gather.rehearsal;

import dev.gather.source.Durations;
import dev.gather.source.GivenAnswer;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values that cases are made of, and notes those that are none.
 *
 * @param sources the names of the composition's sources
 */
record CaseValues(Set<String> sources, Problems problems) {
    /** Notes a name that no source has. */
    void checkSource(YamlNode node, String name) {
        if (!sources.contains(name)) {
            problems.add(
                    ProblemCode.UNKNOWN_SOURCE,
                    node,
                    "unknown source '" + name + "'",
                    DidYouMean.remedy(name, sources, ""));
        }
    }

    /** An HTTP status; 200 if there is none. */
    int status(@Nullable YamlNode node) {
        if (node == null) {
            return GivenAnswer.OK;
        }
        if (node instanceof YamlScalar scalar
                && scalar.value() instanceof Integer status
                && status >= 200
                && status <= 599) {
            return status;
        }
        problems.add(ProblemCode.WRONG_VALUE, node, "a status must be a whole number from 200 to 599");
        return GivenAnswer.OK;
    }

    /** A time, which may be none at all: {@code 0ms}. */
    Optional<Duration> duration(@Nullable YamlNode node) {
        boolean zero = node instanceof YamlScalar scalar && scalar.text().matches("0(ms|s|m)?");
        return zero ? Optional.of(Duration.ZERO) : Durations.read(node, problems);
    }

    /** A mapping of texts, by name in lower case. */
    Map<String, String> texts(@Nullable YamlNode node, String what) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node != null) {
            problems.mapping(node, what).ifPresent(map -> map.entries().forEach((name, entry) -> text(entry.value())
                    .ifPresent(value -> texts.put(name.toLowerCase(Locale.ROOT), value))));
        }
        return texts;
    }

    /** A mapping as it is; empty if there is none. */
    Map<String, @Nullable Object> plain(@Nullable YamlNode node, String what) {
        Optional<YamlMap> map = node == null ? Optional.empty() : problems.mapping(node, what);
        return map.map(YamlMap::plainMap).orElseGet(LinkedHashMap::new);
    }

    Optional<String> text(@Nullable YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return Optional.of(scalar.text());
        }
        if (node != null) {
            problems.add(ProblemCode.WRONG_VALUE, node, "must be a text, not " + node.kind());
        }
        return Optional.empty();
    }
}
