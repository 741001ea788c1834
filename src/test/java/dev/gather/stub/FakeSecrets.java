package dev.gather.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Answers as the AWS Parameters and Secrets Lambda extension does, for one secret, and counts what it is asked. */
public final class FakeSecrets implements AutoCloseable {
    /** The token that requests must have. */
    public static final String TOKEN = "a/token+of=a-session";

    /** What it answers to a request. */
    @FunctionalInterface
    public interface Answers {
        Answer to(String query) throws InterruptedException;
    }

    /** An answer. */
    public record Answer(int status, String body) {}

    private final HttpServer server;
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Answers answers;
    private volatile String stored = "";
    private volatile String kept = "";

    /** Starts it on a free port of 127.0.0.1. */
    public FakeSecrets() throws IOException {
        answers = this::keep;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/secretsmanager/get", this::serve);
        server.setExecutor(work -> {
            Thread thread = new Thread(work, "fake-secrets");
            thread.setDaemon(true);
            thread.start();
        });
        server.start();
    }

    /** The environment of a function that has it. */
    public Map<String, String> environment() {
        return Map.of(
                "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT",
                String.valueOf(server.getAddress().getPort()),
                "AWS_SESSION_TOKEN",
                TOKEN);
    }

    /** Changes the secret in Secrets Manager; what was read before is kept until it is asked to refresh it. */
    public void store(String user, String password) {
        store(new JsonObject()
                .put("username", user)
                .put("password", password)
                .put("port", 3306)
                .encode());
    }

    /** The same, with any text. */
    public void store(String secret) {
        stored = secret;
    }

    /** Answers so from now on. */
    public void answer(Answers next) {
        answers = next;
    }

    /** Gives no answer from now on. */
    public void hang() {
        answers = query -> {
            closed.await();
            return new Answer(500, "");
        };
    }

    /** Answers with the secret again. */
    public void recover() {
        answers = this::keep;
    }

    /** The queries of the requests that came. */
    public List<String> queries() {
        return queries;
    }

    private Answer keep(String query) {
        if (kept.isEmpty() || query.contains("refreshNow=true")) {
            kept = stored;
        }
        return new Answer(
                200, new JsonObject().put("Name", "x").put("SecretString", kept).encode());
    }

    private void serve(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        queries.add(query);
        boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Aws-Parameters-Secrets-Token"));
        try {
            Answer answer = known ? answers.to(query) : new Answer(403, "no token");
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
