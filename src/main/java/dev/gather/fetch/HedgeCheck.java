package dev.gather.fetch;

import dev.gather.source.Call;
import dev.gather.source.Durations;
import dev.gather.yaml.Problems;
import java.time.Duration;
import java.util.Optional;

/**
 * Checks that a hedge can be sent before its request has ended.
 *
 * @param after when it would be sent
 */
record HedgeCheck(Duration after, LayerOptions options) {
    /** A limit that ends a request before its hedge, and what is wrong then. */
    record End(String fault, String limit) {}

    /** The limit that comes first of those that are too short; empty if none is. */
    Optional<End> end() {
        return attempt()
                .or(() -> end(
                        options.duration(TotalTimeoutLayer.TOTAL),
                        "the time of all attempts is over by then",
                        TotalTimeoutLayer.TOTAL))
                .or(() -> end(
                        Durations.read(options.source().limit(), new Problems()),
                        "the execution has ended by then",
                        "the timeout of the composition"));
    }

    private Optional<End> attempt() {
        String fault = "the attempt has timed out by then";
        if (options.timeout().isPresent()) {
            return end(options.timeout(), fault, LayerOptions.TIMEOUT);
        }
        Optional<Duration> upstream = options.call().flatMap(Call::timeout);
        return end(
                upstream,
                fault,
                "the timeout of the upstream"
                        + upstream.map(time -> ", " + Durations.text(time)).orElse(""));
    }

    private Optional<End> end(Optional<Duration> limit, String fault, String name) {
        return limit.filter(time -> time.compareTo(after) <= 0).map(time -> new End(fault, name));
    }
}
