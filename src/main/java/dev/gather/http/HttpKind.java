package dev.gather.http;

import dev.gather.composition.Call;
import dev.gather.composition.Missing;
import dev.gather.composition.SourceKind;
import dev.gather.composition.SourceYaml;
import dev.gather.composition.TemplateReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Sources that are HTTP calls: {@code http: GET carrier:/parcels/{% $item.id %}}, or the same as a mapping. */
@ApplicationScoped
class HttpKind implements SourceKind {
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
        return Set.of();
    }

    @Override
    public Missing missingByDefault() {
        return Missing.FAILS;
    }

    @Override
    public Optional<Call> resolve(SourceYaml source, TemplateReader templates) {
        return new HttpCallReader(upstreams, templates).read(source.get(key()));
    }
}
