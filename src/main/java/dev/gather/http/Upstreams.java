package dev.gather.http;

import dev.gather.config.GatherConfig;
import dev.gather.config.KnownVariables;
import dev.gather.yaml.DidYouMean;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The configuration's upstreams, by name. Each is created when a composition first names it, its clients later. */
@ApplicationScoped
class Upstreams {
    private static final Logger LOG = Logger.getLogger(Upstreams.class);

    private final GatherConfig config;
    private final Authentications authentications;
    private final Location location;
    private final Map<String, Upstream> upstreams = new TreeMap<>();

    Upstreams(GatherConfig config, Authentications authentications) {
        this.config = config;
        this.authentications = authentications;
        this.location = new Location(authentications.region());
        warnings(System.getenv().keySet(), config.upstreams().keySet()).forEach(LOG::warn);
        config.upstreams().forEach(Upstreams::checkPlace);
    }

    /** A property of an upstream that is nowhere is most likely that of another one, misspelt. */
    private static void checkPlace(String name, GatherConfig.Upstream found) {
        if (found.url().isEmpty() && found.function().isEmpty()) {
            throw new IllegalStateException(
                    "gather.upstreams." + name + " has neither url nor function: set one of them");
        }
    }

    /** What to say of the environment variables that begin like Gather's, but set nothing. */
    static List<String> warnings(Collection<String> variables, Collection<String> upstreams) {
        return KnownVariables.unknown(variables).stream()
                .map(variable -> "the environment variable " + variable + " sets no property"
                        + DidYouMean.nearest(variable, KnownVariables.instead(variable, upstreams))
                                .map(name -> ", did you mean " + name + "?")
                                .orElse(""))
                .toList();
    }

    Optional<Upstream> find(String name) {
        return Optional.ofNullable(upstreams.get(name))
                .or(() -> configured(name).or(this::placeholder).map(found -> create(name, found)));
    }

    /** Whether no configuration says where the upstream is. */
    boolean isUnknown(String name) {
        return configured(name).isEmpty();
    }

    /** Stands for an upstream without configuration, where a command calls nobody. */
    private Optional<GatherConfig.Upstream> placeholder() {
        return config.command() ? Optional.of(Placeholder.upstream()) : Optional.empty();
    }

    private Upstream create(String name, GatherConfig.Upstream found) {
        return upstreams.computeIfAbsent(
                name, absent -> new Upstream(name, found, location, authentications.of(name, found, location)));
    }

    /** An environment variable, {@code GATHER_UPSTREAMS_MY_API_URL}, can only spell {@code my-api} as {@code my.api}. */
    private Optional<GatherConfig.Upstream> configured(String name) {
        return Optional.ofNullable(config.upstreams().get(name))
                .or(() -> Optional.ofNullable(
                        config.upstreams().get(name.replace('-', '.').replace('_', '.'))));
    }

    /** The first fault of an upstream's configuration, if there is one; one that has been created had none. */
    Optional<String> fault(String name) {
        return upstreams.containsKey(name) ? Optional.empty() : configured(name).flatMap(this::fault);
    }

    private Optional<String> fault(GatherConfig.Upstream found) {
        return UpstreamCheck.fault(found, location)
                .or(() -> config.command() ? Optional.empty() : AuthCheck.lackOfSecret(found));
    }

    Set<String> names() {
        return config.upstreams().keySet();
    }

    @PreDestroy
    void close() {
        upstreams.values().forEach(Upstream::close);
    }
}
