package dev.gather.http;

import dev.gather.source.Call;
import dev.gather.source.Missing;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sources that are HTTP calls: {@code http: GET carrier:/parcels/{% $item.id %}}, or the same as a mapping. */
@ApplicationScoped
class HttpKind implements SourceKind {
    private static final String RETRYABLE = "retryable";

    private final Upstreams upstreams;

    HttpKind(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public String key() {
        return "http";
    }

    @Override
    public Set<String> options() {
        return Set.of(RETRYABLE);
    }

    @Override
    public Missing missingByDefault() {
        return Missing.FAILS;
    }

    @Override
    public Optional<Call> resolve(SourceYaml source, TemplateReader templates) {
        boolean retryable = retryable(source.get(RETRYABLE), templates.problems());
        return source.find(key())
                .flatMap(new HttpCallReader(upstreams, templates)::read)
                .map(call -> call.retryable(retryable));
    }

    private static boolean retryable(@Nullable YamlNode node, Problems problems) {
        if (node == null) {
            return false;
        }
        if (node instanceof YamlScalar scalar && scalar.value() instanceof Boolean allowed) {
            return allowed;
        }
        problems.add(node, "retryable is true or false");
        return false;
    }
}
