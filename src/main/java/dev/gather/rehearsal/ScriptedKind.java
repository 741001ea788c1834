package dev.gather.rehearsal;

import dev.gather.expression.Variables;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Call;
import dev.gather.source.Fetched;
import dev.gather.source.Learnt;
import dev.gather.source.Missing;
import dev.gather.source.Request;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Shape;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.source.Writes;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A kind of source whose requests are made as ever, and answered by the case. */
record ScriptedKind(SourceKind kind, Stage stage) implements SourceKind {
    @Override
    public String key() {
        return kind.key();
    }

    @Override
    public Set<String> options() {
        return kind.options();
    }

    @Override
    public Set<String> answerVariables() {
        return kind.answerVariables();
    }

    @Override
    public Missing missingByDefault() {
        return kind.missingByDefault();
    }

    @Override
    public Optional<String> outline(SourceYaml source) {
        return kind.outline(source);
    }

    @Override
    public Shape shape(SourceYaml source, Optional<Learnt> learnt) {
        return kind.shape(source, learnt);
    }

    @Override
    public Optional<Call> resolve(SourceYaml source, TemplateReader templates) {
        boolean repeated = source.has("forEach");
        return kind.resolve(source, templates).map(call -> new ScriptedCall(source.name(), repeated, call, stage));
    }

    private record ScriptedCall(String source, boolean repeated, Call call, Stage stage) implements Call {
        @Override
        public Optional<Request> render(Variables variables) {
            Optional<Integer> element = repeated && variables.get(ReservedVariables.INDEX) instanceof Integer index
                    ? Optional.of(index)
                    : Optional.empty();
            return call.render(variables)
                    .map(request -> new ScriptedRequest(new Stage.Asked(source, element, call, request), stage));
        }

        @Override
        public boolean repeatable() {
            return call.repeatable();
        }

        @Override
        public Optional<Backend> onlyBackend() {
            return call.onlyBackend();
        }

        @Override
        public boolean hasStatus() {
            return call.hasStatus();
        }

        @Override
        public Writes writes() {
            return call.writes();
        }
    }

    private record ScriptedRequest(Stage.Asked asked, Stage stage) implements Request {
        @Override
        public Uni<Fetched> send(Attempt attempt) {
            return Uni.createFrom().deferred(() -> stage.answer(asked, attempt));
        }

        @Override
        public Backend backend() {
            return asked.request().backend();
        }

        @Override
        public Optional<Duration> timeout() {
            return asked.request().timeout();
        }

        @Override
        public String key() {
            return asked.request().key();
        }

        @Override
        public boolean isShared() {
            return asked.request().isShared();
        }
    }
}
