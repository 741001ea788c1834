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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** Spans that wait for a later execution which has time to send them; those of further executions are lost. */
    private static final int MOST_WAITING = 2_000;

    private static final long LARGEST = 4L * 1024 * 1024;

    private final Clock clock;
    private final HttpClient client;
    private final Duration longest;
    private final RequestOptions target;
    private final Queue<List<Map<String, Object>>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger spansWaiting = new AtomicInteger();
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
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "gather.otlp.url is not the URL of a collector: write http:// and its host, as in http://127.0.0.1:4318");
        }
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
        long start = clock.nanos();
        spans.endAll(report.time().toNanos());
        keep(OtlpDocument.spans(spans, report, call));
        return left.compareTo(SHORTEST) < 0 ? Uni.createFrom().voidItem() : post(all(), start, left);
    }

    /** Keeps spans for the next execution that has time to send them. */
    private void keep(List<Map<String, Object>> spans) {
        if (spansWaiting.get() < MOST_WAITING) {
            spansWaiting.addAndGet(spans.size());
            waiting.add(spans);
        }
    }

    private List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (List<Map<String, Object>> one = waiting.poll(); one != null; one = waiting.poll()) {
            spansWaiting.addAndGet(-one.size());
            all.addAll(one);
        }
        return all;
    }

    /**
     * Sends spans in what is left after they are written. Where that is less than a collector may take, its lateness is not its fault, and
     * the spans wait for the next execution.
     *
     * @param start when that time was left, in nanoseconds of the clock
     */
    private Uni<Void> post(List<Map<String, Object>> spans, long start, Duration left) {
        JsonOutput json = new JsonOutput(LARGEST);
        json.value(OtlpDocument.of(spans));
        if (json.length() > LARGEST) {
            LOG.warnf("%d spans are more than can be sent to the collector", spans.size());
            return Uni.createFrom().voidItem();
        }
        Buffer document = Buffer.buffer(json.bytes());
        Duration rest = left.minusNanos(clock.nanos() - start);
        if (rest.compareTo(SHORTEST) < 0) {
            keep(spans);
            return Uni.createFrom().voidItem();
        }
        return rest.compareTo(longest) < 0
                ? Uni.createFrom().emitter(emitter -> post(document, rest, () -> hurried(spans, emitter), emitter))
                : Uni.createFrom().emitter(emitter -> post(document, longest, () -> late(emitter), emitter));
    }

    private void late(UniEmitter<? super Void> emitter) {
        notTaken("it did not answer within " + longest.toMillis() + " ms", emitter);
    }

    private void hurried(List<Map<String, Object>> spans, UniEmitter<? super Void> emitter) {
        keep(spans);
        emitter.complete(null);
    }

    /** Whatever comes after the alarm comes too late to say anything of the collector. */
    private void post(Buffer document, Duration limit, Runnable late, UniEmitter<? super Void> emitter) {
        AtomicBoolean over = new AtomicBoolean();
        Cancellable alarm = clock.after(limit).subscribe().with(passed -> {
            if (over.compareAndSet(false, true)) {
                late.run();
            }
        });
        emitter.onTermination(alarm::cancel);
        // A millisecond more than the alarm, which comes first.
        RequestOptions request = new RequestOptions(target).setTimeout(limit.toMillis() + 1);
        client.request(request)
                .compose(ready -> ready.send(document))
                .onSuccess(answer -> {
                    if (over.compareAndSet(false, true)) {
                        answered(answer, emitter);
                    }
                })
                .onFailure(thrown -> {
                    if (over.compareAndSet(false, true)) {
                        notTaken(String.valueOf(thrown.getMessage()), emitter);
                    }
                });
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
