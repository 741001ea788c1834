package dev.gather.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.expression.Expression;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.json.ExactJson;
import dev.gather.source.Call;
import dev.gather.source.CallDefaults;
import dev.gather.source.Request;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Reuse;
import dev.gather.source.UnicodeText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resolved HTTP call.
 *
 * @param upstream the service that its requests target
 * @param template what its requests say
 * @param answers what becomes of its answers
 * @param requests how its requests are sent
 * @param pagination how its answers go on, if they come page after page
 */
record HttpCall(
        UpstreamChoice upstream,
        RequestTemplate template,
        AnswerRules answers,
        RequestRules requests,
        Optional<Pagination> pagination)
        implements Call {
    /** RFC 9110's safe methods, as far as a source can have them. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** RFC 9110's idempotent methods. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+\\s*(;.*)?");
    private static final String CONTENT_TYPE = "content-type";

    @Override
    public Optional<Request> render(Variables variables) {
        return upstream.choose(variables)
                .flatMap(chosen -> template.target().render(variables).map(uri -> request(chosen, uri, variables)));
    }

    @Override
    public boolean repeatable() {
        return requests.keyed() || !changes();
    }

    @Override
    public boolean changes() {
        return !requests.retryable() && !IDEMPOTENT.contains(template.method());
    }

    @Override
    public boolean safe() {
        return SAFE.contains(template.method());
    }

    @Override
    public Optional<Duration> timeout() {
        boolean all = upstream.all().stream().allMatch(one -> one.timeout().isPresent());
        return all
                ? upstream.all().stream().flatMap(one -> one.timeout().stream()).max(Duration::compareTo)
                : Optional.empty();
    }

    /** Of several upstreams it is what all of them say. */
    @Override
    public CallDefaults defaults() {
        List<CallDefaults> different =
                upstream.all().stream().map(Upstream::defaults).distinct().toList();
        return different.size() == 1 ? different.get(0) : CallDefaults.NONE;
    }

    @Override
    public List<Expression> indispensable() {
        Stream<Expression> path = template.target().path().segments().stream()
                .flatMap(segment -> segment.holes().stream())
                .map(Template.Hole::expression);
        return Stream.concat(upstream.expressions().stream(), path).toList();
    }

    @Override
    public boolean hasStatus() {
        return true;
    }

    /** What a redirect leads to, and a list of pages, is not fresh for as long as the last answer says. */
    @Override
    public Reuse reuse() {
        boolean reads = template.method().equals("GET") || template.method().equals("HEAD");
        boolean readsByPost = template.method().equals("POST") && requests.retryable();
        if (requests.keyed() || !(reads || readsByPost)) {
            return Reuse.NEVER;
        }
        if (readsByPost) {
            return Reuse.WHERE_SAID;
        }
        return requests.follow() || pagination.isPresent() ? Reuse.FOR_A_TIME : Reuse.AS_ANSWERED;
    }

    /** A copy whose answers come page after page. */
    HttpCall paged(Optional<Pagination> pages) {
        return new HttpCall(upstream, template, answers, requests, pages);
    }

    @Override
    public OptionalInt pages() {
        return pagination.map(paged -> OptionalInt.of(paged.pages())).orElse(OptionalInt.empty());
    }

    private Request request(Upstream chosen, String uri, Variables variables) {
        HttpRequest request = new HttpRequest(chosen, message(chosen, uri, variables), answers, repeatable(), requests);
        return pagination.isPresent() ? new PagedRequest(request, pagination.get(), variables) : request;
    }

    private HttpMessage message(Upstream chosen, String uri, Variables variables) {
        Map<String, String> always = chosen.headers(callerHeaders(variables));
        if (template.headers().isEmpty() && template.body().isEmpty() && !requests.keyed()) {
            checkContentType(always.get(CONTENT_TYPE));
            return new HttpMessage(template.method(), uri, always, Optional.empty());
        }
        Map<String, String> sent = new TreeMap<>(always);
        template.headers().forEach((name, header) -> ValueText.fill(header, variables, value -> value)
                .ifPresent(value -> sent.put(name, HeaderRules.checked(name, value))));
        if (requests.keyed()) {
            sent.put(RequestRules.IDEMPOTENCY_KEY, RequestRules.newKey());
        }
        checkContentType(sent.get(CONTENT_TYPE));
        Optional<String> content = template.body().map(document -> content(document.evaluate(variables), sent));
        return new HttpMessage(template.method(), uri, sent, content);
    }

    private static void checkContentType(@Nullable String type) {
        if (type != null && !MEDIA_TYPE.matcher(type).matches()) {
            throw Failure.of(Failure.Code.UNSAFE_VALUE, "the content-type is not a media type");
        }
    }

    /** The body as JSON or as a form; a text as it is if the content type is not JSON. */
    private static String content(@Nullable Object value, Map<String, String> headers) {
        String type = headers.getOrDefault(CONTENT_TYPE, "application/json");
        boolean json = type.toLowerCase(Locale.ROOT).contains("json");
        if (!json && value instanceof String text) {
            return UnicodeText.checked(text);
        }
        if (FormBody.isType(type)) {
            return FormBody.of(value);
        }
        headers.putIfAbsent(CONTENT_TYPE, "application/json");
        try {
            return UnicodeText.checked(ExactJson.text(value));
        } catch (JsonProcessingException e) {
            throw Failure.of(Failure.Code.UNSAFE_VALUE, "the body cannot be written as JSON");
        }
    }

    private static Map<?, ?> callerHeaders(Variables variables) {
        return variables.get(ReservedVariables.REQUEST) instanceof Map<?, ?> request
                        && request.get("headers") instanceof Map<?, ?> headers
                ? headers
                : Map.of();
    }
}
