package dev.gather.door;

import dev.gather.GatherConfig;
import dev.gather.composition.Composition;
import dev.gather.composition.Compositions;
import dev.gather.composition.Route;
import dev.gather.execution.Answer;
import dev.gather.execution.Arguments;
import dev.gather.execution.Engine;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/** Answers HTTP requests, from the request record to the answer record; every HTTP door leads through it. */
@ApplicationScoped
public class WebDoor {
    private static final Logger LOG = Logger.getLogger(WebDoor.class);
    private static final String INDEX = "/compositions";

    private final Catalog catalog;
    private final Engine engine;
    private final boolean byName;

    WebDoor(Catalog catalog, Engine engine, GatherConfig config) {
        this.catalog = catalog;
        this.engine = engine;
        this.byName = config.http().byName() || LaunchMode.current() == LaunchMode.DEVELOPMENT;
    }

    /** The answer, whatever happens: failures are problem documents. */
    public Uni<WebAnswer> answer(WebRequest request) {
        return catalog.compositions()
                .onItem()
                .transformToUni(compositions -> dispatch(request, compositions))
                .onFailure()
                .recoverWithItem(this::problem);
    }

    private Uni<WebAnswer> dispatch(WebRequest request, Compositions compositions) {
        Router.Match match = Router.find(request.method(), request.path(), compositions.all());
        if (match instanceof Router.Match.Found found) {
            return execute(found.composition(), request, found.parameters());
        }
        if (byName && (request.path().equals(INDEX) || request.path().startsWith(INDEX + "/"))) {
            return byName(request, compositions);
        }
        if (match instanceof Router.Match.OtherMethods other) {
            return Uni.createFrom().item(notAllowed(String.join(", ", other.allowed())));
        }
        throw new FailureException(Failure.Kind.UNKNOWN_ROUTE, "no composition has a route for this path");
    }

    private Uni<WebAnswer> byName(WebRequest request, Compositions compositions) {
        if (request.path().equals(INDEX)) {
            return request.method().equals("GET")
                    ? Uni.createFrom().item(index(compositions))
                    : Uni.createFrom().item(notAllowed("GET"));
        }
        String name = request.path().substring(INDEX.length() + 1);
        Composition composition = compositions
                .find(name)
                .orElseThrow(() -> new FailureException(
                        Failure.Kind.UNKNOWN_COMPOSITION, "GET /compositions lists those that there are"));
        return request.method().equals("POST")
                ? execute(composition, request, Map.of())
                : Uni.createFrom().item(notAllowed("POST"));
    }

    private Uni<WebAnswer> execute(Composition composition, WebRequest request, Map<String, Object> parameters) {
        Map<String, Object> texts = new LinkedHashMap<>();
        request.query().forEach((name, values) -> texts.put(name, values.size() == 1 ? values.get(0) : values));
        texts.putAll(parameters);
        Map<String, Object> input = composition.face().input().accept(texts, body(request));
        return engine.execute(composition, new Arguments(input, requestVariable(request), request.timeLimit()))
                .onItem()
                .transform(WebDoor::success);
    }

    private static Map<String, Object> body(WebRequest request) {
        if (request.body().length == 0) {
            return Map.of();
        }
        String type = request.headers()
                .getOrDefault("content-type", "application/json")
                .toLowerCase(Locale.ROOT);
        if (!type.matches("application/([a-z0-9.+-]+\\+)?json\\s*(;.*)?")) {
            throw new FailureException(Failure.Kind.UNSUPPORTED_MEDIA_TYPE, "send the body as application/json");
        }
        return JsonBody.readObject(request.body(), "the body");
    }

    private static Map<String, Object> requestVariable(WebRequest request) {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("method", request.method());
        variable.put("path", request.path());
        variable.put("headers", request.headers());
        variable.put("claims", request.claims());
        return variable;
    }

    private static WebAnswer success(Answer answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.putAll(answer.headers());
        return new WebAnswer(200, headers, answer.output());
    }

    private static WebAnswer index(Compositions compositions) {
        List<Map<String, Object>> entries =
                compositions.all().stream().map(WebDoor::entry).toList();
        return new WebAnswer(200, Map.of("content-type", "application/json"), Map.of("compositions", entries));
    }

    private static Map<String, Object> entry(Composition composition) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", composition.name());
        composition.face().description().ifPresent(description -> entry.put("description", description));
        composition.face().route().map(Route::toString).ifPresent(route -> entry.put("route", route));
        return entry;
    }

    private static WebAnswer notAllowed(String allowed) {
        WebAnswer problem = ProblemDocument.answer(
                Failure.of(Failure.Kind.METHOD_NOT_ALLOWED, "this path is there for " + allowed));
        Map<String, String> headers = new LinkedHashMap<>(problem.headers());
        headers.put("allow", allowed);
        return new WebAnswer(problem.status(), headers, problem.body());
    }

    private WebAnswer problem(Throwable thrown) {
        Failure failure = Failure.from(thrown);
        if (failure.kind() == Failure.Kind.INTERNAL_ERROR) {
            LOG.error("an unexpected failure", thrown);
        }
        return ProblemDocument.answer(failure);
    }
}
