package dev.gather.fetch;

import dev.gather.source.Call;
import dev.gather.source.CallDefaults;
import dev.gather.source.Durations;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of one source, as its layers read them.
 *
 * @param source the source as written
 * @param call its resolved call; empty if its kind noted a problem
 * @param problems where problems are noted
 */
record LayerOptions(SourceYaml source, Optional<Call> call, Problems problems) {
    /** The key of the longest that one attempt may take, which other limits have to fit. */
    static final String TIMEOUT = "timeout";

    /** Whether a source does without what the configuration of the backend says. */
    static boolean isNone(@Nullable YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.text().equals(CallDefaults.NONE_OF_IT);
    }

    /** The longest that one attempt may take; empty if the source does not say. */
    Optional<Duration> timeout() {
        return duration(TIMEOUT);
    }

    /** The duration under a key; empty if the source does not have the key. */
    Optional<Duration> duration(String key) {
        return Durations.read(source.get(key), problems);
    }

    /** The whole number under a key; zero if the source does not have the key. */
    int number(String key, int most) {
        return source.number(key, 0, 0, most, problems);
    }

    /** What the backend's configuration says where the source says nothing; nothing if requests may not be sent again. */
    CallDefaults defaults() {
        return call.filter(Call::repeatable).map(Call::defaults).orElse(CallDefaults.NONE);
    }

    /** The HTTP statuses of failures under a key; empty if the source does not have the key. */
    Optional<Set<Integer>> statuses(String key) {
        if (call.filter(made -> !made.hasStatus()).isPresent()) {
            problems.addAtKey(
                    ProblemCode.CONFLICTING_KEYS,
                    source.body(),
                    key,
                    "only the answers to HTTP calls have a status",
                    "remove it");
        }
        return source.has(key) ? Optional.of(source.statuses(key, 400, problems)) : Optional.empty();
    }

    /** Notes a problem if the source has the key, which repeats requests, and its requests may not be idempotent. */
    void checkRepeatable(String key) {
        if (call.filter(made -> !made.repeatable()).isPresent()) {
            problems.addAtKey(
                    ProblemCode.NOT_REPEATABLE,
                    source.body(),
                    key,
                    key + " would repeat a request that may not be idempotent",
                    "if it may be repeated, add retryable: true");
        }
    }
}
