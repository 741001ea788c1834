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
import dev.gather.logging.CurrentCall;
import io.quarkus.arc.All;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers HTTP requests of all front doors: finds the composition, runs it, and renders the answer. */
@ApplicationScoped
public class WebDoor {
    private static final String INDEX = "/compositions";
    private static final String JSON = "application/json";
    private static final Optional<ToolDoor> NO_TOOLS = Optional.empty();
    private static final Set<Integer> WITHOUT_CONTENT = Set.of(204, 205, 304);

    private final Catalog catalog;
    private final Engine engine;
    private final Cors cors;
    private final GatherConfig.Http config;
    private final boolean byName;
    private final List<Page> pages;
    private final Optional<ToolEntry> tools;

    @Inject
    WebDoor(
            Catalog catalog,
            Engine engine,
            Cors cors,
            GatherConfig config,
            @All List<Page> pages,
            Instance<ToolDoor> tools) {
        this(catalog, engine, cors, config.http(), pages, config.mcp().enabled() ? Optional.of(tools.get()) : NO_TOOLS);
    }

    private WebDoor(
            Catalog catalog,
            Engine engine,
            Cors cors,
            GatherConfig.Http config,
            List<Page> pages,
            Optional<ToolDoor> tools) {
        this.catalog = catalog;
        this.engine = engine;
        this.cors = cors;
        this.config = config;
        this.pages = pages;
        this.byName = config.byName() || LaunchMode.current() == LaunchMode.DEVELOPMENT;
        this.tools =
                tools.map(door -> new ToolEntry(door, cors, config.maxBody().asLongValue()));
    }

    /** A door to other compositions than the application's, without tools. */
    public WebDoor(Catalog catalog, Engine engine, GatherConfig config) {
        this(catalog, engine, new Cors(config), config.http(), List.of(), NO_TOOLS);
    }

    /** A door to other compositions than the application's. */
    public WebDoor(Catalog catalog, Engine engine, GatherConfig config, ToolDoor tools) {
        this(catalog, engine, new Cors(config), config.http(), List.of(), Optional.of(tools));
    }

    /**
     * Answers a request. Every failure becomes a problem document, unless the function is lost.
     *
     * @param envelope puts the answer into the front door's form
     */
    public <T> Uni<T> handle(WebRequest given, Envelope<T> envelope) {
        WebRequest request = given.below(config.basePath().orElse(""));
        return catalog.compositions()
                .onItem()
                .transformToUni(compositions -> dispatch(request, compositions))
                .onFailure(thrown -> !FunctionLost.isFatal(thrown))
                .recoverWithItem(thrown -> failed(request, thrown))
                .onItem()
                .transform(made -> CurrentCall.during(request.call().logged(), () -> sealed(request, made, envelope)));
    }

    /**
     * The answer to a request for which nothing is done.
     *
     * @param headers of the answer, beside its own
     */
    public WebAnswer refuse(WebRequest request, Failure failure, Map<String, String> headers) {
        return sent(request, ProblemDocument.render(failure).with(headers));
    }

    private static Made failed(WebRequest request, Throwable thrown) {
        Failure failure = CurrentCall.during(request.call().logged(), () -> Failures.logged(thrown));
        return Made.of(ProblemDocument.render(failure));
    }

    private <T> T sealed(WebRequest request, Made made, Envelope<T> envelope) {
        WebAnswer whole = made.content().with(made.report());
        WebAnswer answer = sent(request, made.cacheable() ? EntityTag.tagged(request, whole) : whole);
        try {
            return envelope.seal(envelope.takesBinary() ? Compression.gzip(request, answer) : answer);
        } catch (Failure tooLarge) {
            return envelope.seal(sent(request, made.instead().apply(tooLarge).with(made.report())));
        }
    }

    private WebAnswer sent(WebRequest request, WebAnswer answer) {
        WebAnswer shared = cors.shared(request, answer);
        return request.method().equals("HEAD") ? shared.withoutBody() : shared;
    }

    private Uni<Made> dispatch(WebRequest request, Compositions compositions) {
        if (request.body().length > config.maxBody().asLongValue()) {
            throw Failure.of(
                    Failure.Code.BODY_TOO_LARGE,
                    "the body has more than " + config.maxBody().asLongValue() + " bytes");
        }
        if (tools.isPresent() && tools.get().isAt(request.path())) {
            return request.method().equals("POST")
                    ? tools.get().answer(request, compositions)
                    : Uni.createFrom().item(Made.of(other(request, "OPTIONS, POST", ToolEntry.HEADERS)));
        }
        Router.Match match = Router.find(request.method(), request.path(), compositions.all());
        if (match instanceof Router.Match.Found found) {
            return execute(found.composition(), request.by(found.composition()), found.parameters());
        }
        for (Page page : pages) {
            if (page.isAt(request.path())) {
                return request.reads()
                        ? page.answer(request).onItem().transform(Made::of)
                        : Uni.createFrom().item(Made.of(other(request, "GET, HEAD, OPTIONS")));
            }
        }
        if (byName && (request.path().equals(INDEX) || request.path().startsWith(INDEX + "/"))) {
            return byName(request, compositions);
        }
        if (match instanceof Router.Match.OtherMethods other) {
            return Uni.createFrom().item(Made.of(other(request, String.join(", ", other.allowed()))));
        }
        throw Failure.of(Failure.Code.UNKNOWN_ROUTE, "no composition has a route for this path");
    }

    private Uni<Made> byName(WebRequest request, Compositions compositions) {
        if (request.path().equals(INDEX)) {
            return request.reads()
                    ? Uni.createFrom().item(Made.of(index(compositions)))
                    : Uni.createFrom().item(Made.of(other(request, "GET, HEAD, OPTIONS")));
        }
        Composition composition = compositions
                .find(request.path().substring(INDEX.length() + 1))
                .orElseThrow(() -> Failure.of(
                        Failure.Code.UNKNOWN_COMPOSITION, "no composition has this name; GET /compositions lists all"));
        return request.method().equals("POST")
                ? execute(composition, request, Map.of())
                : Uni.createFrom().item(Made.of(other(request, "OPTIONS, POST")));
    }

    private Uni<Made> execute(Composition composition, WebRequest request, Map<String, Object> parameters) {
        RequestBody body = RequestBody.of(request, config.maxBody().asLongValue());
        Map<String, Object> texts = new LinkedHashMap<>();
        add(body.fields(), texts);
        add(request.query(), texts);
        texts.putAll(parameters);
        return engine.execute(composition, new Arguments(texts, body.values(), request.variable(), request.call()))
                .onItem()
                .transform(WebDoor::made);
    }

    /** Adds parameters to those that are there; a repeated one is a list. */
    private static void add(Map<String, List<String>> parameters, Map<String, Object> texts) {
        parameters.forEach((name, values) -> texts.put(name, values.size() == 1 ? values.get(0) : values));
    }

    private static Made made(Result result) {
        if (result instanceof Result.Failed failed) {
            return Made.of(ProblemDocument.render(failed.failure()).with(failed.headers()), result.report(), false);
        }
        Result.Answer answer = (Result.Answer) result;
        Result.Http http = answer.http();
        WebAnswer content = WITHOUT_CONTENT.contains(http.status())
                ? WebAnswer.empty(http.status(), http.headers())
                : WebAnswer.json(http.status(), JSON, answer.output()).with(http.headers());
        return Made.of(content, result.report(), http.cacheable());
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

    /** The answer to a method without a route: OPTIONS asks for the allowed methods, any other is refused. */
    private WebAnswer other(WebRequest request, String allowed) {
        return other(request, allowed, List.of());
    }

    /** @param headers request headers that pages may send beside those of the configuration */
    private WebAnswer other(WebRequest request, String allowed, List<String> headers) {
        if (request.method().equals("OPTIONS")) {
            return WebAnswer.empty(204, Map.of("allow", allowed)).with(cors.preflight(request, allowed, headers));
        }
        return ProblemDocument.render(Failure.of(Failure.Code.METHOD_NOT_ALLOWED, "this path only allows " + allowed))
                .with(Map.of("allow", allowed));
    }
}
