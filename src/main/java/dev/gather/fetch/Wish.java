package dev.gather.fetch;

import dev.gather.source.Call;
import dev.gather.source.Durations;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.Problems;
import java.time.Duration;
import java.util.Optional;

/**
 * What a source says of the layers around its requests.
 *
 * @param source the source as written
 * @param call what it asks; empty where its kind noted a problem
 * @param problems takes what is wrong
 */
record Wish(SourceYaml source, Optional<Call> call, Problems problems) {
    /** A time; empty where the source does not have the key. */
    Optional<Duration> duration(String key) {
        return Durations.read(source.get(key), problems);
    }

    /** A whole number; zero where the source does not have the key. */
    int number(String key, int most) {
        return source.number(key, 0, 0, most, problems);
    }

    /** Refuses a key that repeats requests of a call that may do more when it is asked twice. */
    void checkRepeatable(String key) {
        if (source.has(key) && call.filter(asked -> !asked.repeatable()).isPresent()) {
            problems.add(
                    source.body().entries().get(key).key(),
                    key + " would repeat a request that may not be idempotent",
                    "if it may be repeated, add retryable: true");
        }
    }
}
