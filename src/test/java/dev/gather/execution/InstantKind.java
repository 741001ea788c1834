package dev.gather.execution;

import dev.gather.config.GatherConfig;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Call;
import dev.gather.source.Fetched;
import dev.gather.source.Missing;
import dev.gather.source.Request;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.YamlScalar;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** A kind of source that answers at once, so that all work is the engine's: {@code instant: text} has the text as its value. */
final class InstantKind implements SourceKind {
    private final Backend backend;

    InstantKind(GatherConfig config) {
        this.backend =
                new Backend("at once", config.datasources().get("at-once").circuitBreaker());
    }

    @Override
    public String key() {
        return "instant";
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
        return templates.template((YamlScalar) source.get(key())).map(template -> new InstantCall(template, backend));
    }

    private record InstantCall(Template template, Backend backend) implements Call {
        @Override
        public Optional<Request> render(Variables variables) {
            return Optional.of(new InstantRequest(String.valueOf(template.evaluate(variables)), backend));
        }

        @Override
        public boolean repeatable() {
            return true;
        }
    }

    private record InstantRequest(String key, Backend backend) implements Request {
        @Override
        public Uni<Fetched> send(Attempt attempt) {
            return Uni.createFrom().item(new Fetched(key, 1, "answers"));
        }
    }
}
