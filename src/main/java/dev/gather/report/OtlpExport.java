package dev.gather.report;

import dev.gather.config.GatherConfig;
import dev.gather.json.JsonOutput;
import dev.gather.logging.LoggedCall;
import dev.gather.time.Clock;
import dev.gather.trace.Spans;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * Sends the spans of executions to a collector, as OTLP over HTTP in JSON. An execution waits for that, since Lambda freezes
 * the function with its answer: for {@code gather.otlp.timeout} at the most, and only in the time that it has left. After a collector did
 * not take them it is left alone for {@link #PAUSE}.
 */
@ApplicationScoped
public class OtlpExport {
    private static final Logger LOG = Logger.getLogger(OtlpExport.class);

    /** In less time nothing is sent. */
    private static final Duration SHORTEST = Duration.ofMillis(5);

    /** For how long a collector is left alone that did not take spans. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** Executions whose spans wait for a later one that has time to send them. */
    private static final int MOST_WAITING = 20;

    private static final long LARGEST = 8L * 1024 * 1024;

    private final Clock clock;
    private final HttpClient client;
    private final Duration longest;
    private final RequestOptions target;
    private final Queue<List<Map<String, Object>>> waiting = new ConcurrentLinkedQueue<>();
    private volatile long pausedUntil;
    private volatile boolean paused;

    /** A client of the configured collector. It connects when there is something to send. */
    @Inject
    public OtlpExport(GatherConfig config, Clock clock, Vertx vertx) {
        this.clock = clock;
        // A connection might not outlast a freeze, so none is kept.
        this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
        this.longest = config.otlp().timeout();
        URI url = config.otlp().url();
        String path = url.getPath() == null ? "" : url.getPath().replaceFirst("/$", "");
        this.target = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(url.getHost())
                .setPort(url.getPort() < 0 ? 80 : url.getPort())
                .setURI(path + "/v1/traces")
                .putHeader("content-type", "application/json");
    }

    /**
     * Sends the spans of an execution that has ended. Never fails.
     *
     * @param left the time that the execution has left; if it is too short, the spans wait for the next execution
     */
    public Uni<Void> export(Spans spans, Report report, LoggedCall call, Duration left) {
        if (paused && clock.nanos() - pausedUntil < 0) {
            return Uni.createFrom().voidItem();
        }
        spans.endAll(report.time().toNanos());
        if (waiting.size() < MOST_WAITING) {
            waiting.add(OtlpDocument.spans(spans, report, call));
        }
        Duration limit = left.compareTo(longest) < 0 ? left : longest;
        return limit.compareTo(SHORTEST) < 0 ? Uni.createFrom().voidItem() : post(all(), limit);
    }

    private List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (List<Map<String, Object>> one = waiting.poll(); one != null; one = waiting.poll()) {
            all.addAll(one);
        }
        return all;
    }

    private Uni<Void> post(List<Map<String, Object>> spans, Duration limit) {
        JsonOutput json = new JsonOutput(LARGEST);
        json.value(OtlpDocument.of(spans));
        if (json.length() > LARGEST) {
            LOG.warnf("%d spans are more than can be sent to the collector", spans.size());
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> post(Buffer.buffer(json.bytes()), limit, emitter));
    }

    private void post(Buffer document, Duration limit, UniEmitter<? super Void> emitter) {
        Cancellable alarm = clock.after(limit)
                .subscribe()
                .with(passed -> notTaken("it did not answer within " + limit.toMillis() + " ms", emitter));
        emitter.onTermination(alarm::cancel);
        RequestOptions request = new RequestOptions(target).setTimeout(limit.toMillis());
        client.request(request)
                .compose(ready -> ready.send(document))
                .onSuccess(answer -> answered(answer, emitter))
                .onFailure(thrown -> notTaken(String.valueOf(thrown.getMessage()), emitter));
    }

    private void answered(HttpClientResponse answer, UniEmitter<? super Void> emitter) {
        if (answer.statusCode() / 100 == 2) {
            paused = false;
            emitter.complete(null);
        } else {
            notTaken("it answered " + answer.statusCode(), emitter);
        }
    }

    private void notTaken(String why, UniEmitter<? super Void> emitter) {
        if (!paused) {
            LOG.warnf("the collector takes no spans, and is left alone for %d s: %s", PAUSE.toSeconds(), why);
        }
        pausedUntil = clock.nanos() + PAUSE.toNanos();
        paused = true;
        emitter.complete(null);
    }
}
