package dev.gather.stub;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An authorization server that issues the tokens {@code t1}, {@code t2} and so on, and an API that takes those that are not
 * revoked and answers with the one that it got.
 */
public final class TokenServer implements AutoCloseable {
    /** An answer after whose start the connection ends. */
    public static final String BREAKS_OFF = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{";

    private final RawServer tokens = new RawServer(this::issue);
    private final RawServer api = new RawServer(this::answer);
    private final List<RawServer.Request> tokenRequests = new CopyOnWriteArrayList<>();
    private final List<RawServer.Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private volatile String lifetime = ", \"expires_in\": 3600";
    private volatile String instead = "";
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** Starts both on free ports of 127.0.0.1. */
    public TokenServer() throws IOException {}

    private void issue(RawServer.Request request, OutputStream out) throws IOException, InterruptedException {
        tokenRequests.add(request);
        CountDownLatch hold = held;
        if (!hold.await(20, TimeUnit.SECONDS)) {
            throw new IOException("held for too long");
        }
        String token =
                "{\"access_token\": \"t" + issued.incrementAndGet() + "\", \"token_type\": \"Bearer\"" + lifetime + "}";
        RawServer.write(out, instead.isEmpty() ? RawServer.ok(token) : instead);
        if (instead.equals(BREAKS_OFF)) {
            throw new IOException("breaks off");
        }
    }

    private void answer(RawServer.Request request, OutputStream out) throws IOException {
        requests.add(request);
        String token = request.header("authorization").replaceFirst("^Bearer ", "");
        boolean good = token.matches("t[0-9]+") && !revoked.contains(token);
        RawServer.write(out, good ? RawServer.ok('"' + token + '"') : "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
    }

    /** The API's base URL. */
    public String url() {
        return api.url();
    }

    /** The URL of the token endpoint. */
    public String tokenUrl() {
        return tokens.url() + "/oauth/token";
    }

    /** The requests for tokens, in their order. */
    public List<RawServer.Request> tokenRequests() {
        return tokenRequests;
    }

    /** The requests to the API, in their order. */
    public List<RawServer.Request> requests() {
        return requests;
    }

    /** The seconds that tokens are valid, as JSON; nothing if that is empty. */
    public void lifetime(String seconds) {
        lifetime = seconds.isEmpty() ? "" : ", \"expires_in\": " + seconds;
    }

    /** From now on the API refuses these tokens. */
    public void revoke(String... tokens) {
        revoked.addAll(List.of(tokens));
    }

    /** From now on a request for a token is answered with this, as it is. */
    public void insteadOfTokens(String answer) {
        instead = answer;
    }

    /** From now on no request for a token is answered before {@link #release}. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** Answers the requests that are held. */
    public void release() {
        held.countDown();
    }

    @Override
    public void close() throws IOException {
        release();
        tokens.close();
        api.close();
    }
}
