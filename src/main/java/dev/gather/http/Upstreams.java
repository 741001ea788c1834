package dev.gather.http;

import dev.gather.config.GatherConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The configuration's upstreams, by name. Each is created when a composition first names it, its clients later. */
@ApplicationScoped
class Upstreams {
    private final GatherConfig config;
    private final Map<String, Upstream> upstreams = new TreeMap<>();

    Upstreams(GatherConfig config) {
        this.config = config;
    }

    Optional<Upstream> find(String name) {
        return configured(name).map(found -> upstreams.computeIfAbsent(name, absent -> new Upstream(name, found)));
    }

    /** An environment variable, {@code GATHER_UPSTREAMS__MY_API__URL}, can only spell {@code my-api} as {@code my.api}. */
    private Optional<GatherConfig.Upstream> configured(String name) {
        return Optional.ofNullable(config.upstreams().get(name))
                .or(() -> Optional.ofNullable(config.upstreams().get(name.replaceAll("[-_]", "."))));
    }

    /** The first fault of an upstream's configuration, if there is one. */
    Optional<String> fault(String name) {
        return configured(name).flatMap(UpstreamCheck::fault);
    }

    Set<String> names() {
        return config.upstreams().keySet();
    }

    @PreDestroy
    void close() {
        upstreams.values().forEach(Upstream::close);
    }
}
