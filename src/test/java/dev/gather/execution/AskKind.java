package dev.gather.execution;

import dev.gather.config.GatherConfig;
import dev.gather.expression.Expression;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Cacheable;
import dev.gather.source.Call;
import dev.gather.source.Fetched;
import dev.gather.source.Learnt;
import dev.gather.source.Missing;
import dev.gather.source.Request;
import dev.gather.source.Reuse;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.source.Writes;
import dev.gather.yaml.YamlScalar;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of source whose questions the test itself answers: {@code ask: text}, and with {@code once: true} only once. With {@code writes:
 * true} a question writes.
 */
public final class AskKind implements SourceKind {
    private final List<Asked> asked = new ArrayList<>();
    private final Backend backend;

    AskKind(GatherConfig.CircuitBreaker circuitBreaker) {
        this.backend = new Backend("the test", circuitBreaker);
    }

    /** A question that was sent. */
    public static final class Asked {
        private final String text;
        private final UniEmitter<? super Fetched> emitter;
        private final Runnable afterwards;
        private boolean ended;
        private boolean cancelled;

        Asked(String text, UniEmitter<? super Fetched> emitter, Runnable afterwards) {
            this.text = text;
            this.emitter = emitter;
            this.afterwards = afterwards;
            emitter.onTermination(() -> cancelled = !ended);
        }

        public void answer(Object value) {
            ended = true;
            emitter.complete(new Fetched(value, 1, "answers"));
            afterwards.run();
        }

        public void fail(Failure failure) {
            ended = true;
            emitter.fail(failure);
            afterwards.run();
        }

        public boolean isCancelled() {
            return cancelled;
        }

        boolean isOpen() {
            return !ended && !cancelled;
        }
    }

    /** All questions of that text, in the order in which they were sent. */
    public List<Asked> asked(String text) {
        return asked.stream().filter(question -> question.text.equals(text)).toList();
    }

    /** The question of that text that is still open. */
    public Asked open(String text) {
        return asked(text).stream().filter(Asked::isOpen).findFirst().orElseThrow();
    }

    /** Answers all questions that are open, and forgets all that were sent. */
    void answerAll(Object value) {
        List<Asked> open = List.copyOf(asked);
        asked.clear();
        open.forEach(question -> question.answer(value));
    }

    /** The texts of all questions that were sent. */
    public List<String> texts() {
        return asked.stream().map(question -> question.text).toList();
    }

    @Override
    public String key() {
        return "ask";
    }

    @Override
    public Set<String> options() {
        return Set.of("once", "writes");
    }

    @Override
    public Missing missingByDefault() {
        return Missing.FAILS;
    }

    @Override
    public Optional<String> outline(SourceYaml source) {
        return source.find(key()).flatMap(node -> Template.outline(String.valueOf(node.plain()), "?"));
    }

    @Override
    public Map<String, @Nullable Object> schema(SourceYaml source, Optional<Learnt> learnt) {
        return learnt.flatMap(Learnt::row).orElse(Map.of());
    }

    @Override
    public Optional<Call> resolve(SourceYaml source, TemplateReader templates) {
        boolean writes = source.has("writes");
        boolean repeatable = !writes && !source.has("once");
        return templates
                .template((YamlScalar) source.get(key()))
                .map(template -> new AskCall(template, repeatable, writes));
    }

    private final class AskCall implements Call {
        private final Template template;
        private final boolean repeatable;
        private final boolean writing;

        AskCall(Template template, boolean repeatable, boolean writing) {
            this.template = template;
            this.repeatable = repeatable;
            this.writing = writing;
        }

        @Override
        public Optional<Request> render(Variables variables) {
            return Optional.of(new AskRequest(String.valueOf(template.evaluate(variables)), writing, AskKind.this));
        }

        @Override
        public Optional<Backend> onlyBackend() {
            return Optional.of(backend);
        }

        @Override
        public List<Expression> indispensable() {
            return template.holes().stream().map(Template.Hole::expression).toList();
        }

        @Override
        public boolean hasStatus() {
            return true;
        }

        @Override
        public boolean repeatable() {
            return repeatable;
        }

        @Override
        public Reuse reuse() {
            return repeatable ? Reuse.FOR_A_TIME : Reuse.NEVER;
        }

        @Override
        public Writes writes() {
            return writing ? Writes.YES : Writes.NO;
        }
    }

    private record AskRequest(String text, boolean writing, AskKind kind) implements Request {
        @Override
        public String key() {
            return text;
        }

        @Override
        public Optional<Cacheable> cacheable() {
            return Optional.of(new Cacheable(text));
        }

        @Override
        public boolean isShared() {
            return !writing;
        }

        @Override
        public Backend backend() {
            return kind.backend;
        }

        @Override
        public Uni<Fetched> send(Attempt attempt) {
            return Uni.createFrom().emitter(emitter -> {
                if (!writing) {
                    kind.asked.add(new Asked(text, emitter, () -> {}));
                } else if (attempt.beginWrite()) {
                    kind.asked.add(new Asked(text, emitter, attempt::writeEnded));
                }
            });
        }
    }
}
