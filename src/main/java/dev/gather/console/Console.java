package dev.gather.console;

import dev.gather.composition.Composition;
import dev.gather.web.JsonBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The console's pages, and what they ask for. */
final class Console {
    /** Where all of it is. The path is one of Quarkus' own, so that it hides no route of a composition. */
    static final String ROOT = "/q/console";

    private static final long LARGEST_BODY = 64 << 20;

    private final Workspace workspace;
    private final Runs runs;
    private final CaseWriter cases;
    private final Changes changes;
    private final Settings settings;

    /**
     * What the console is configured with.
     *
     * @param explanations what problems and failures mean
     * @param longest the longest that an execution may take
     * @param allowedHosts further host names under which the console is reached
     */
    record Settings(Explanations explanations, Duration longest, List<String> allowedHosts) {}

    Console(Workspace workspace, Runs runs, CaseWriter cases, Changes changes, Settings settings) {
        this.workspace = workspace;
        this.runs = runs;
        this.cases = cases;
        this.changes = changes;
        this.settings = settings;
    }

    /** Adds the console to a server, in front of all other routes. */
    void register(Vertx vertx, Router router) {
        Access access = new Access(settings.allowedHosts());
        router.get().order(0).handler(this::forPeople);
        Router own = Router.router(vertx);
        own.route().handler(access::check);
        own.post().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        own.get("/").handler(context -> Answers.file(context, "index.html"));
        own.get("/state").handler(context -> Answers.json(context, this::state));
        own.get("/version").handler(context -> Answers.json(context, this::version));
        own.get("/explanations/:code").handler(context -> Answers.json(context, () -> explanation(context)));
        own.get("/events").handler(this::events);
        own.get("/:file").handler(context -> Answers.file(context, context.pathParam("file")));
        own.post("/run").handler(this::run);
        own.post("/evaluate").handler(context -> answer(context, this::evaluated));
        own.post("/save").handler(context -> answer(context, this::saved));
        own.post("/forget").handler(context -> answer(context, this::forgotten));
        own.route().handler(context -> Answers.refuse(context, 404, "the console has nothing here"));
        router.route(ROOT + "/*").order(0).subRouter(own);
    }

    /**
     * What a browser shows at the function's own paths: the console at the root, unless a composition has that route, and at any
     * path the problems of the compositions, as long as these cannot be used.
     */
    private void forPeople(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        String path = String.valueOf(context.request().path());
        if (accepted == null || !accepted.contains("text/html") || path.startsWith("/q/")) {
            context.next();
            return;
        }
        Answers.worker(context, workspace::current, state -> {
            boolean usable = state.compositions().isPresent();
            boolean root = path.equals("/") && state.all().noneMatch(Console::isAtRoot);
            if (root) {
                context.reroute(ROOT + "/");
            } else if (usable) {
                context.next();
            } else {
                context.response().setStatusCode(500);
                context.reroute(ROOT + "/problems.html");
            }
        });
    }

    private static boolean isAtRoot(Composition composition) {
        return composition
                .endpoint()
                .route()
                .filter(route -> route.segments().isEmpty() && route.method().equals("GET"))
                .isPresent();
    }

    private Map<String, @Nullable Object> state() {
        Workspace.State state = workspace.current();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("version", state.version());
        document.put("usable", state.compositions().isPresent());
        document.put("problems", ProblemList.of(state));
        document.put("compositions", Overview.all(state, settings.longest()));
        return document;
    }

    /** Pages ask for it from time to time, since Quarkus looks for changes of the application when a request comes. */
    private Map<String, @Nullable Object> version() {
        return Map.of("version", workspace.current().version());
    }

    private Map<String, @Nullable Object> explanation(RoutingContext context) {
        return Map.of("text", settings.explanations().of(context.pathParam("code")));
    }

    private void events(RoutingContext context) {
        Answers.worker(context, workspace::current, state -> changes.tell(context.response(), state.version()));
    }

    /** A page that leaves cancels its run. */
    private void run(RoutingContext context) {
        Answers.worker(context, () -> runs.run(RunOrder.of(body(context))), run -> Uni.join()
                .first(left(context), run.onItem().transform(Optional::of))
                .toTerminate()
                .subscribe()
                .with(
                        ended -> ended.ifPresent(ran -> Answers.json(context, ran::document)),
                        thrown -> Answers.failed(context, thrown)));
    }

    /** Completes when nobody waits for the answer any more. */
    private static Uni<Optional<Ran>> left(RoutingContext context) {
        return Uni.createFrom()
                .emitter(emitter -> context.response().closeHandler(closed -> emitter.complete(Optional.empty())));
    }

    private static void answer(
            RoutingContext context, Function<Map<String, @Nullable Object>, Map<String, @Nullable Object>> work) {
        Answers.json(context, () -> work.apply(body(context)));
    }

    private static Map<String, @Nullable Object> body(RoutingContext context) {
        Buffer body = context.body().buffer();
        return JsonBody.readObject(body == null ? new byte[0] : body.getBytes(), "the body");
    }

    private Map<String, @Nullable Object> evaluated(Map<String, @Nullable Object> body) {
        return new ExpressionPad(runs.find(body.get("run"))).evaluate(String.valueOf(body.get("expression")));
    }

    private Map<String, @Nullable Object> saved(Map<String, @Nullable Object> body) {
        return cases.add(runs.find(body.get("run")), String.valueOf(body.getOrDefault("name", "")));
    }

    private Map<String, @Nullable Object> forgotten(Map<String, @Nullable Object> unusedBody) {
        workspace.forget();
        return Map.of();
    }

    /** Ends the streams of events. */
    void stop() {
        changes.stop();
    }
}
