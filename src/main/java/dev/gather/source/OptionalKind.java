package dev.gather.source;

import dev.gather.yaml.YamlMap;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of source that not every build of the function has: a profile of the build brings each of them. */
public enum OptionalKind {
    /** Redis and Valkey. */
    REDIS("redis", "Redis");

    private final String key;
    private final String product;

    OptionalKind(String key, String product) {
        this.key = key;
        this.product = product;
    }

    /**
     * The kind of a source, if the build lacks it.
     *
     * @param body the keys of the source
     * @param present the keys of the kinds that the build has
     */
    public static Optional<OptionalKind> missing(YamlMap body, Collection<String> present) {
        return Stream.of(values())
                .filter(kind -> body.get(kind.key) != null && !present.contains(kind.key))
                .findFirst();
    }

    /** The key of a source that chooses it. */
    public String key() {
        return key;
    }

    /** What the build lacks, for messages. */
    public String fault() {
        return "this build has no " + product;
    }

    /** How to make a build that has it. */
    public String remedy() {
        return "build the function with -P" + key;
    }
}
