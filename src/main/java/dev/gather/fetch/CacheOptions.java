package dev.gather.fetch;

import dev.gather.cache.CachePolicy;
import dev.gather.source.Call;
import dev.gather.source.CallDefaults;
import dev.gather.source.Durations;
import dev.gather.source.Reuse;
import dev.gather.source.SnapshotPart;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how a source keeps its answers. */
record CacheOptions(LayerOptions options) {
    static final String CACHE = "cache";
    static final String STALE_IF_ERROR = "stale-if-error";

    private static final String BY_HEADERS = "http";

    /** The keys of a composition by which what is read from its databases is of one moment. */
    private static final List<String> AT_ONCE = List.of("snapshot", "transaction");

    /** How it keeps its answers; empty if it does not, or says it wrong, which is noted. */
    Optional<CachePolicy> read() {
        Optional<Duration> stale = duration(options.source().get(STALE_IF_ERROR));
        YamlNode node = options.source().get(CACHE);
        if (LayerOptions.isNone(node)) {
            return Optional.empty();
        }
        if (node != null) {
            return isReusable(isByHeaders(node)) ? policy(node, stale) : Optional.empty();
        }
        Optional<CachePolicy> policy = byDefault(stale);
        if (policy.isEmpty() && options.source().has(STALE_IF_ERROR)) {
            note(STALE_IF_ERROR, "it has no effect without cache", "add cache: 60s");
        }
        return policy;
    }

    /** What the backend's configuration says, as far as the source allows it. */
    private Optional<CachePolicy> byDefault(Optional<Duration> stale) {
        Optional<String> configured = options.defaults().cache();
        boolean said =
                options.call().filter(call -> call.reuse() == Reuse.WHERE_SAID).isPresent();
        if (configured.isEmpty()
                || said
                || !silent().isReusable(configured.get().equals(BY_HEADERS))) {
            return Optional.empty();
        }
        Optional<Duration> time =
                configured.filter(text -> !text.equals(BY_HEADERS)).flatMap(Durations::parse);
        return Optional.of(new CachePolicy(time, stale));
    }

    private Optional<CachePolicy> policy(YamlNode node, Optional<Duration> stale) {
        if (isByHeaders(node)) {
            return Optional.of(new CachePolicy(Optional.empty(), stale));
        }
        if (Durations.read(node, new Problems()).isEmpty()) {
            options.problems()
                    .add(
                            ProblemCode.WRONG_VALUE,
                            node,
                            "neither a duration nor http",
                            "write how long, as 60s or 10m, or cache: http");
            return Optional.empty();
        }
        return duration(node).map(time -> new CachePolicy(Optional.of(time), stale));
    }

    private static boolean isByHeaders(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.text().equals(BY_HEADERS);
    }

    private Optional<Duration> duration(@Nullable YamlNode node) {
        Optional<Duration> time = Durations.read(node, options.problems());
        if (time.filter(read -> read.compareTo(CallDefaults.LONGEST_CACHE) > 0).isPresent()) {
            options.problems().add(ProblemCode.WRONG_VALUE, node, "more than a year", "write at most 525600m");
            return Optional.empty();
        }
        return time;
    }

    private boolean isReusable(boolean byHeaders) {
        Optional<Call> call = options.call();
        if (call.isEmpty()) {
            return false;
        }
        Reuse reuse = call.get().reuse();
        if (reuse == Reuse.NEVER) {
            note(CACHE, never(call.get()), neverRemedy(call.get()));
        } else if (byHeaders && reuse != Reuse.AS_ANSWERED) {
            note(CACHE, byTime(call.get()), "write how long: cache: 60s");
        }
        boolean consistent = isConsistent(call.get());
        return consistent && reuse != Reuse.NEVER && (reuse == Reuse.AS_ANSWERED || !byHeaders);
    }

    private static String never(Call call) {
        return call.snapshotPart() == SnapshotPart.OWN_SESSION
                ? "the statement shows what is in its session, which is another one each time"
                : "a request that may change something has to be sent each time";
    }

    private static String neverRemedy(Call call) {
        return call.hasStatus() ? "remove it; a POST that only reads needs retryable: true" : "remove it";
    }

    private static String byTime(Call call) {
        return call.hasStatus()
                ? "only the answers to GET and HEAD say how long they are fresh, and not behind redirects or of several pages"
                : "only the answers to HTTP calls say how long they are fresh";
    }

    /** A composition whose answers are of one moment takes none of an earlier one. */
    private boolean isConsistent(Call call) {
        Optional<String> atOnce = AT_ONCE.stream()
                .filter(options.source().common()::contains)
                .filter(key -> call.snapshotPart() == SnapshotPart.READS)
                .findFirst();
        atOnce.ifPresent(key ->
                note(CACHE, "an answer that is kept is of an earlier moment than the " + key, "remove one of them"));
        return atOnce.isEmpty();
    }

    private void note(String key, String fault, String remedy) {
        options.problems()
                .addAtKey(ProblemCode.CONFLICTING_KEYS, options.source().body(), key, fault, remedy);
    }

    /** The same without noting problems, for a layer that is not the first to read it. */
    CacheOptions silent() {
        return new CacheOptions(new LayerOptions(options.source(), options.call(), new Problems()));
    }
}
