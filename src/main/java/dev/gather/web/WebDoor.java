package dev.gather.web;

import dev.gather.catalog.Catalog;
import dev.gather.composition.Composition;
import dev.gather.composition.Compositions;
import dev.gather.composition.Route;
import dev.gather.config.GatherConfig;
import dev.gather.execution.Arguments;
import dev.gather.execution.Engine;
import dev.gather.execution.Result;
import dev.gather.failure.Failure;
import dev.gather.failure.FunctionLost;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Answers HTTP requests, from the request record to the answer record; every HTTP door leads through it. */
@ApplicationScoped
public class WebDoor {
    private static final String INDEX = "/compositions";
    private static final String JSON = "application/json";
    private static final Pattern JSON_TYPES = Pattern.compile("application/([a-z0-9.+-]+\\+)?json\\s*(;.*)?");

    private final Catalog catalog;
    private final Engine engine;
    private final Cors cors;
    private final GatherConfig.Http config;
    private final boolean byName;

    WebDoor(Catalog catalog, Engine engine, Cors cors, GatherConfig config) {
        this.catalog = catalog;
        this.engine = engine;
        this.cors = cors;
        this.config = config.http();
        this.byName = this.config.byName() || LaunchMode.current() == LaunchMode.DEVELOPMENT;
    }

    /** The answer, whatever happens: failures are problem documents. */
    public Uni<WebAnswer> answer(WebRequest given) {
        WebRequest request = given.below(config.basePath().orElse(""));
        return catalog.compositions()
                .onItem()
                .transformToUni(compositions -> dispatch(request, compositions))
                .onFailure(thrown -> !FunctionLost.isWhy(thrown))
                .recoverWithItem(thrown -> ProblemDocument.answer(Failures.logged(thrown)))
                .onItem()
                .transform(answer -> finish(request, answer));
    }

    /** What all answers have: a tag where they can be kept, and what browsers have to know. */
    public WebAnswer finish(WebRequest request, WebAnswer answer) {
        WebAnswer shared = cors.shared(request, EntityTag.tagged(request, answer));
        return request.method().equals("HEAD") ? shared.withoutBody() : shared;
    }

    private Uni<WebAnswer> dispatch(WebRequest request, Compositions compositions) {
        if (request.body().length > config.maxBody().asLongValue()) {
            throw Failure.of(
                    Failure.Code.BODY_TOO_LARGE,
                    "the body has more than " + config.maxBody().asLongValue() + " bytes");
        }
        Router.Match match = Router.find(request.method(), request.path(), compositions.all());
        if (match instanceof Router.Match.Found found) {
            return execute(found.composition(), request, found.parameters());
        }
        if (byName && (request.path().equals(INDEX) || request.path().startsWith(INDEX + "/"))) {
            return byName(request, compositions);
        }
        if (match instanceof Router.Match.OtherMethods other) {
            return Uni.createFrom().item(other(request, String.join(", ", other.allowed())));
        }
        throw Failure.of(Failure.Code.UNKNOWN_ROUTE, "no composition has a route for this path");
    }

    private Uni<WebAnswer> byName(WebRequest request, Compositions compositions) {
        if (request.path().equals(INDEX)) {
            return request.reads()
                    ? Uni.createFrom().item(index(compositions))
                    : Uni.createFrom().item(other(request, "GET, HEAD, OPTIONS"));
        }
        Composition composition = compositions
                .find(request.path().substring(INDEX.length() + 1))
                .orElseThrow(() ->
                        Failure.of(Failure.Code.UNKNOWN_COMPOSITION, "GET /compositions lists those that there are"));
        return request.method().equals("POST")
                ? execute(composition, request, Map.of())
                : Uni.createFrom().item(other(request, "OPTIONS, POST"));
    }

    private Uni<WebAnswer> execute(Composition composition, WebRequest request, Map<String, Object> parameters) {
        Map<String, Object> texts = new LinkedHashMap<>();
        request.query().forEach((name, values) -> texts.put(name, values.size() == 1 ? values.get(0) : values));
        texts.putAll(parameters);
        return engine.execute(composition, new Arguments(texts, body(request), request.variable(), request.cutOff()))
                .onItem()
                .transform(WebDoor::answer);
    }

    private Map<String, Object> body(WebRequest request) {
        if (request.body().length == 0) {
            return Map.of();
        }
        byte[] content = Compression.content(request, config.maxBody().asLongValue());
        String type = request.headers().getOrDefault("content-type", JSON).toLowerCase(Locale.ROOT);
        if (!JSON_TYPES.matcher(type).matches()) {
            throw Failure.of(Failure.Code.UNSUPPORTED_MEDIA_TYPE, "send the body as application/json");
        }
        return JsonBody.readObject(content, "the body");
    }

    private static WebAnswer answer(Result result) {
        Map<String, String> report = ReportHeaders.of(result.report());
        if (result instanceof Result.Failed failed) {
            return ProblemDocument.answer(failed.failure()).with(report);
        }
        Result.Answer answer = (Result.Answer) result;
        return WebAnswer.json(200, JSON, answer.output()).with(report).with(answer.headers());
    }

    private static WebAnswer index(Compositions compositions) {
        List<Map<String, Object>> entries =
                compositions.all().stream().map(WebDoor::entry).toList();
        return WebAnswer.json(200, JSON, Map.of("compositions", entries));
    }

    private static Map<String, Object> entry(Composition composition) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", composition.name());
        composition.endpoint().description().ifPresent(description -> entry.put("description", description));
        composition.endpoint().route().map(Route::toString).ifPresent(route -> entry.put("route", route));
        return entry;
    }

    /** What a path says to a method that it is not there for: OPTIONS asks for the others. */
    private WebAnswer other(WebRequest request, String allowed) {
        if (request.method().equals("OPTIONS")) {
            return WebAnswer.empty(204, Map.of("allow", allowed)).with(cors.preflight(request, allowed));
        }
        return ProblemDocument.answer(Failure.of(Failure.Code.METHOD_NOT_ALLOWED, "this path is there for " + allowed))
                .with(Map.of("allow", allowed));
    }
}
