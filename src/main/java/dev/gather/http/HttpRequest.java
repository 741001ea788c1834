package dev.gather.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.auth.Credential;
import dev.gather.failure.Failure;
import dev.gather.json.ExactJson;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.BodyForm;
import dev.gather.source.Cacheable;
import dev.gather.source.Fetched;
import dev.gather.source.GivenAnswer;
import dev.gather.source.Request;
import dev.gather.trace.CallKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One rendered HTTP request.
 *
 * @param upstream the service that the request goes to
 * @param message what it says
 * @param answers what becomes of its answer
 * @param repeatable whether sending it twice has the same effect as sending it once
 * @param rules how it is sent
 * @param credential what it is authenticated with as it is written; no part of its key
 */
record HttpRequest(
        Upstream upstream,
        HttpMessage message,
        AnswerRules answers,
        boolean repeatable,
        RequestRules rules,
        Optional<Credential> credential)
        implements Request {
    private static final int NO_CONTENT = 204;
    private static final String CONTENT_TYPE = "content-type";

    /** What headers say of bytes that a test does not give. */
    private static final Set<String> TRANSPORT = Set.of("content-encoding", "transfer-encoding");

    /** A request without any special rules. */
    HttpRequest(Upstream upstream, HttpMessage message, AnswerRules answers, boolean repeatable) {
        this(upstream, message, answers, repeatable, RequestRules.DEFAULT);
    }

    /** A request that is not authenticated yet, if its upstream authenticates requests. */
    HttpRequest(Upstream upstream, HttpMessage message, AnswerRules answers, boolean repeatable, RequestRules rules) {
        this(upstream, message, answers, repeatable, rules, Optional.empty());
    }

    /** The same with what authenticates it. */
    HttpRequest with(Credential found) {
        return new HttpRequest(upstream, message, answers, repeatable, rules, Optional.of(found));
    }

    /** The same to another target, with an idempotency key of its own if it has one. */
    HttpRequest to(String target) {
        HttpMessage other = new HttpMessage(
                message.method(), target, rules.keyed() ? newlyKeyed() : message.headers(), message.body());
        return new HttpRequest(upstream, other, answers, repeatable, rules);
    }

    private Map<String, String> newlyKeyed() {
        Map<String, String> headers = new TreeMap<>(message.headers());
        headers.put(RequestRules.IDEMPOTENCY_KEY, RequestRules.newKey());
        return headers;
    }

    @Override
    public String key() {
        StringBuilder key = new StringBuilder(256);
        add(upstream.toString(), key);
        add(message.method(), key);
        add(message.target(), key);
        key.append(message.body().isPresent() ? 'b' : 'e');
        add(message.body().orElse(""), key);
        message.headers().forEach((name, value) -> {
            add(name, key);
            add(value, key);
        });
        return key.toString();
    }

    /** Adds a part with its length, so that different lists of parts make different keys. */
    private static void add(String part, StringBuilder key) {
        key.append(part.length()).append(':').append(part);
    }

    @Override
    public Optional<Cacheable> cacheable() {
        return Optional.of(new CacheView(this).cacheable());
    }

    @Override
    public Request conditional(Map<String, String> conditions) {
        Map<String, String> headers = new TreeMap<>(message.headers());
        headers.putAll(conditions);
        HttpMessage asked =
                new HttpMessage(message.method(), message.target(), headers, message.body(), message.whole());
        return new HttpRequest(upstream, asked, answers.conditional(), repeatable, rules);
    }

    @Override
    public Set<String> changed(Optional<Fetched.Response> answer) {
        return new ChangedResources(this).by(answer);
    }

    @Override
    public @Nullable Object content(Fetched fetched) {
        return answers.whole() && fetched.value() instanceof Map<?, ?> whole ? whole.get("body") : fetched.value();
    }

    @Override
    public @Nullable Object value(@Nullable Object content, Optional<Fetched.Response> response) {
        return answers.whole() ? AnswerReader.whole(response.orElseThrow(), content) : content;
    }

    /** Two requests that may not be idempotent are two, even if they are equal. */
    @Override
    public boolean isShared() {
        return repeatable;
    }

    @Override
    public Backend backend() {
        return upstream.backend();
    }

    /** The method alone: the path may have values in it. */
    @Override
    public CallKind traced() {
        return upstream.traced(message.method());
    }

    @Override
    public Optional<Duration> timeout() {
        return upstream.timeout();
    }

    @Override
    public Uni<Fetched> send(Attempt attempt) {
        return upstream.send(this, attempt);
    }

    @Override
    public Fetched accept(GivenAnswer given, Attempt attempt) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(given.headers());
        boolean text = given.value() instanceof String && headers.contains(CONTENT_TYPE);
        if (!headers.contains(CONTENT_TYPE)) {
            headers.set(CONTENT_TYPE, "application/json");
        }
        byte[] body = given.value() == null || given.status() == NO_CONTENT ? new byte[0] : body(given.value(), text);
        attempt.memory().take(body.length);
        return read(new HttpAnswer(given.status(), headers, body), attempt);
    }

    /** @param text whether it is a text as it is, and not JSON */
    private static byte[] body(Object value, boolean text) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        try {
            return (text ? (String) value : ExactJson.text(value)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("YAML has values of JSON only", e);
        }
    }

    @Override
    public Request detailed() {
        return new HttpRequest(upstream, message, answers.detailed(), repeatable, rules);
    }

    @Override
    public GivenAnswer given(Fetched fetched) {
        Fetched.Response response = fetched.response().orElseThrow();
        @Nullable Object value = content(fetched);
        Map<String, String> headers = new LinkedHashMap<>();
        if (answers.described()) {
            headers.putAll(response.headers());
            headers.keySet().removeAll(TRANSPORT);
        }
        if (value instanceof String text && answers.form() == BodyForm.BASE64) {
            return new GivenAnswer(
                    response.status(), headers, Base64.getDecoder().decode(text));
        }
        if (value instanceof String && answers.form() == BodyForm.TEXT) {
            headers.put(CONTENT_TYPE, AnswerType.inUtf8(response.headers().getOrDefault(CONTENT_TYPE, "")));
        } else if (value instanceof String) {
            // Beside a content type, a text would be taken for one as it is.
            headers.remove(CONTENT_TYPE);
        }
        return new GivenAnswer(response.status(), headers, value);
    }

    /** {@code GET carrier:/parcels/7}. */
    @Override
    public String line() {
        return message.method() + " " + upstream + ":" + message.target();
    }

    /**
     * What comes of an answer that the upstream has sent.
     *
     * @throws RefusedException if another credential is to be tried
     * @throws RedirectedException if it is a redirect that is followed
     */
    Fetched receive(HttpAnswer answer, Attempt attempt) {
        Optional<Uni<Credential>> another =
                credential.isPresent() ? credential.get().after(answer.status()) : Optional.empty();
        if (another.isPresent()) {
            attempt.memory().giveBack(answer.body().length);
            throw new RefusedException(another.get());
        }
        if (rules.follow() && Redirect.is(answer) && !answers.accept(answer.status())) {
            HttpMessage next = new Redirect(upstream, message).to(answer);
            attempt.memory().giveBack(answer.body().length);
            boolean reads = next.method().equals("GET");
            throw new RedirectedException(new HttpRequest(upstream, next, answers, repeatable || reads, rules));
        }
        return read(answer, attempt);
    }

    /**
     * What comes of an answer, whose body no longer counts against the attempt's memory.
     *
     * @throws Failure if its status is a failure, or its body cannot be read
     */
    Fetched read(HttpAnswer answer, Attempt attempt) {
        if (answers.ofFunction() && FunctionFailures.is(answer)) {
            throw FunctionFailures.of(answer, FailureBody.of(answer, attempt.lastingMemory()));
        }
        if (!answers.accept(answer.status())) {
            throw HttpFailures.status(answer, FailureBody.of(answer, attempt.lastingMemory()));
        }
        Fetched fetched = new AnswerReader(answers, upstream.maxBody(), attempt.memory()).read(answer);
        attempt.memory().giveBack(answer.body().length);
        return fetched;
    }
}
