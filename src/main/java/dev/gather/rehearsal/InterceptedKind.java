package dev.gather.rehearsal;

import dev.gather.expression.Expression;
import dev.gather.expression.Variables;
import dev.gather.rehearsal.Interceptor.Asked;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Cacheable;
import dev.gather.source.Call;
import dev.gather.source.CallDefaults;
import dev.gather.source.Fetched;
import dev.gather.source.GivenAnswer;
import dev.gather.source.Learnt;
import dev.gather.source.Missing;
import dev.gather.source.Paged;
import dev.gather.source.Request;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Reuse;
import dev.gather.source.SnapshotPart;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.source.Writes;
import dev.gather.trace.CallKind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kind of source whose requests are made as ever, and answered by an interceptor. */
record InterceptedKind(SourceKind kind, Interceptor interceptor) implements SourceKind {
    @Override
    public String key() {
        return kind.key();
    }

    @Override
    public Set<String> options() {
        return kind.options();
    }

    @Override
    public Set<String> commonFlags() {
        return kind.commonFlags();
    }

    @Override
    public String learning() {
        return kind.learning();
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
    public Map<String, @Nullable Object> schema(SourceYaml source, Optional<Learnt> learnt) {
        return kind.schema(source, learnt);
    }

    @Override
    public Optional<Call> resolve(SourceYaml source, TemplateReader templates) {
        boolean repeated = source.has("forEach");
        Optional<String> outline = kind.outline(source);
        return kind.resolve(source, templates)
                .map(call -> new InterceptedCall(source.name(), repeated, outline, call, interceptor));
    }

    private record InterceptedCall(
            String source, boolean repeated, Optional<String> outline, Call call, Interceptor interceptor)
            implements Call {
        @Override
        public Optional<Request> render(Variables variables) {
            Optional<Integer> element = repeated && variables.get(ReservedVariables.INDEX) instanceof Integer index
                    ? Optional.of(index)
                    : Optional.empty();
            return call.render(variables).map(request -> {
                Asked asked = new Asked(source, element, call, request, outline);
                interceptor.rendered(asked);
                return new InterceptedRequest(asked, interceptor);
            });
        }

        @Override
        public boolean repeatable() {
            return call.repeatable();
        }

        @Override
        public CallDefaults defaults() {
            return call.defaults();
        }

        @Override
        public boolean changes() {
            return call.changes();
        }

        @Override
        public Optional<Backend> onlyBackend() {
            return call.onlyBackend();
        }

        @Override
        public Optional<Duration> timeout() {
            return call.timeout();
        }

        @Override
        public List<Expression> indispensable() {
            return call.indispensable();
        }

        @Override
        public Optional<String> insteadOfEach() {
            return call.insteadOfEach();
        }

        @Override
        public OptionalInt pages() {
            return call.pages();
        }

        @Override
        public Reuse reuse() {
            return call.reuse();
        }

        @Override
        public boolean hasStatus() {
            return call.hasStatus();
        }

        @Override
        public Writes writes() {
            return call.writes();
        }

        @Override
        public boolean safe() {
            return call.safe();
        }

        @Override
        public SnapshotPart snapshotPart() {
            return call.snapshotPart();
        }
    }

    private record InterceptedPaged(Paged paged, InterceptedRequest request) implements Paged {
        @Override
        public int pages() {
            return paged.pages();
        }

        @Override
        public int maxItems() {
            return paged.maxItems();
        }

        @Override
        public List<?> items(Fetched page) {
            return paged.items(page);
        }

        @Override
        public Optional<Request> next(Fetched page) {
            return paged.next(page).map(request::of);
        }
    }

    private record InterceptedRequest(Asked asked, Interceptor interceptor) implements Request {
        @Override
        public Uni<Fetched> send(Attempt attempt) {
            return Uni.createFrom().deferred(() -> interceptor.answer(asked, attempt));
        }

        @Override
        public Request detailed() {
            return of(asked.request().detailed());
        }

        private Request of(Request other) {
            return new InterceptedRequest(
                    new Asked(asked.source(), asked.element(), asked.call(), other, asked.outline()), interceptor);
        }

        @Override
        public Optional<Paged> paged() {
            return asked.request().paged().map(paged -> new InterceptedPaged(paged, this));
        }

        @Override
        public GivenAnswer given(Fetched fetched) {
            return asked.request().given(fetched);
        }

        @Override
        public Fetched accept(GivenAnswer answer, Attempt attempt) {
            return asked.request().accept(answer, attempt);
        }

        @Override
        public String line() {
            return asked.request().line();
        }

        @Override
        public Backend backend() {
            return asked.request().backend();
        }

        @Override
        public CallKind traced() {
            return asked.request().traced();
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
        public Optional<Cacheable> cacheable() {
            return asked.request().cacheable();
        }

        @Override
        public Request conditional(Map<String, String> conditions) {
            return of(asked.request().conditional(conditions));
        }

        @Override
        public Set<String> changed(Optional<Fetched.Response> answer) {
            return asked.request().changed(answer);
        }

        @Override
        public @Nullable Object content(Fetched fetched) {
            return asked.request().content(fetched);
        }

        @Override
        public @Nullable Object value(@Nullable Object content, Optional<Fetched.Response> response) {
            return asked.request().value(content, response);
        }

        @Override
        public boolean isShared() {
            return asked.request().isShared();
        }
    }
}
