package dev.gather.http;

import dev.gather.evaluation.Values;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Cacheable;
import dev.gather.source.Fetched;
import dev.gather.source.GivenAnswer;
import dev.gather.source.Paged;
import dev.gather.source.Request;
import dev.gather.source.ReservedVariables;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request for one page.
 *
 * @param request the request itself, whose answers are described
 * @param pagination how its answers go on
 * @param variables those of the source, for the expressions
 */
record PagedRequest(HttpRequest request, Pagination pagination, Variables variables) implements Request, Paged {
    @Override
    public Optional<Paged> paged() {
        return Optional.of(this);
    }

    @Override
    public int pages() {
        return pagination.pages();
    }

    @Override
    public int maxItems() {
        return pagination.maxItems();
    }

    @Override
    public List<?> items(Fetched page) {
        if (pagination.items().isPresent()) {
            return Values.list(pagination.items().get().evaluate(about(page)));
        }
        if (page.value() == null) {
            return List.of();
        }
        if (page.value() instanceof List<?> list) {
            return list;
        }
        throw Failure.of(Code.MALFORMED, "a page is not a list; items of paginate says where its elements are");
    }

    @Override
    public Optional<Request> next(Fetched page) {
        NextTarget target =
                new NextTarget(request.upstream().origin(), request.message().target());
        if (pagination.next() instanceof Pagination.Linked linked) {
            String header = headers(page).getOrDefault("link", "");
            return LinkHeader.find(header, linked.relation()).map(reference -> at(resolved(target, reference)));
        }
        Object next = ((Pagination.Evaluated) pagination.next()).value().evaluate(about(page));
        return target(target, next).map(this::at);
    }

    private Optional<String> target(NextTarget target, @Nullable Object next) {
        if (next == null || next.equals("") || next.equals(false)) {
            return Optional.empty();
        }
        if (next instanceof Map<?, ?> parameters) {
            return parameters.values().stream().allMatch(Objects::isNull)
                    ? Optional.empty()
                    : Optional.of(target.with(parameters));
        }
        if (next instanceof String reference) {
            return Optional.of(resolved(target, reference));
        }
        throw Failure.of(Code.UNSAFE_VALUE, "next of paginate is neither a URL nor a mapping of query parameters");
    }

    /** Without what the configuration adds to every query: upstreams repeat it in their links. */
    private String resolved(NextTarget target, String reference) {
        return target.of(reference, request.upstream()::setsParameter);
    }

    private Request at(String target) {
        return new PagedRequest(request.to(target), pagination, variables);
    }

    private Variables about(Fetched page) {
        return variables.with(ReservedVariables.BODY, page.value()).with(ReservedVariables.HEADERS, headers(page));
    }

    private static Map<String, String> headers(Fetched page) {
        return page.response().map(Fetched.Response::headers).orElse(Map.of());
    }

    @Override
    public Uni<Fetched> send(Attempt attempt) {
        return request.send(attempt);
    }

    @Override
    public Fetched accept(GivenAnswer answer, Attempt attempt) {
        return request.accept(answer, attempt);
    }

    /** Whose answers are described anyway; also the bodies of failures are then kept. */
    @Override
    public Request detailed() {
        return new PagedRequest((HttpRequest) request.detailed(), pagination, variables);
    }

    @Override
    public GivenAnswer given(Fetched fetched) {
        return request.given(fetched);
    }

    @Override
    public String line() {
        return request.line();
    }

    @Override
    public Backend backend() {
        return request.backend();
    }

    @Override
    public Optional<Duration> timeout() {
        return request.timeout();
    }

    @Override
    public String key() {
        return request.key();
    }

    @Override
    public Optional<Cacheable> cacheable() {
        return request.cacheable();
    }

    @Override
    public Set<String> changed(Optional<Fetched.Response> answer) {
        return request.changed(answer);
    }

    @Override
    public boolean isShared() {
        return request.isShared();
    }
}
