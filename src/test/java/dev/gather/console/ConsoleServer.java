package dev.gather.console;

import dev.gather.catalog.CompositionSources;
import dev.gather.config.GatherConfig;
import dev.gather.execution.Engine;
import dev.gather.rehearsal.Rehearsal;
import dev.gather.source.SourceKind;
import dev.gather.time.Clock;
import io.quarkus.arc.All;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The console as dev mode has it, on a port of its own, in front of routes that answer with a text. */
@Singleton
class ConsoleServer {
    private final Path folder;
    private final Console console;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    ConsoleServer(
            Vertx vertx,
            CompositionSources sources,
            @All List<SourceKind> kinds,
            GatherConfig config,
            Clock clock,
            Engine engine,
            Rehearsal rehearsal) {
        this.folder = sources.folders().get(0);
        this.console =
                DevConsole.console(vertx, new Workspace(sources, kinds, config, clock), config, engine, rehearsal);
        Router router = Router.router(vertx);
        console.register(vertx, router);
        router.route().handler(context -> context.response().end("a composition's answer"));
        this.server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @PreDestroy
    void close() {
        console.stop();
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "http://localhost:" + port();
    }

    /** Writes the file of a composition. */
    void write(String name, String yaml) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), yaml);
    }

    /** Removes the file of a composition, and that of its tests. */
    void remove(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name + ".yaml"));
        Files.deleteIfExists(tests(name));
    }

    /** The file with the tests of a composition. */
    Path tests(String name) {
        return folder.resolve(name + ".test.yaml");
    }

    HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("accept", accept)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, JsonObject body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/console/" + path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    JsonObject json(String path, JsonObject body) throws IOException, InterruptedException {
        return new JsonObject(post(path, body).body());
    }

    JsonObject state() throws IOException, InterruptedException {
        return new JsonObject(get("/q/console/state", "application/json").body());
    }

    /** What the console shows of a composition. */
    JsonObject overview(String name) throws IOException, InterruptedException {
        return named(state().getJsonArray("compositions"), name);
    }

    static JsonObject named(JsonArray array, String name) {
        return array.stream()
                .map(JsonObject.class::cast)
                .filter(entry -> entry.getString("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + array));
    }
}
