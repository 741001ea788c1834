package dev.gather.runtime;

import dev.gather.failure.FunctionLost;
import dev.gather.time.Clock;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Answers Lambda's events: as many pollers as there may be invocations at once, all on the function's event loop, and a watch
 * over it.
 */
public final class RuntimeClient {
    private static final Logger LOG = Logger.getLogger(RuntimeClient.class);

    /** Shorter than the 300 ms after which Lambda, at the earliest, kills a process that it has asked to end. */
    public static final Duration GRACE = Duration.ofMillis(200);

    private final RuntimeApi api;
    private final Function function;
    private final Platform platform;
    private final Watch watch;
    private final Set<Running> atWork = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private volatile boolean finishing;
    private int atOnce = 1;

    /**
     * What the client runs on.
     *
     * @param loop the event loop on which events are answered
     * @param longest the longest that an execution may take
     * @param end ends the process at once, with a status other than 0
     */
    public record Platform(Vertx vertx, EventLoop loop, Clock clock, Reserve reserve, Duration longest, Runnable end) {
        /** @param guarded runs what follows from a reply */
        Connection connection(RuntimeApi api, Consumer<Runnable> guarded) {
            ContextInternal context = (ContextInternal) loop.current();
            return new Connection(api, vertx, context.nettyEventLoop(), work -> context.emit(work, guarded::accept));
        }

        /** The event loop that accepts connections, of which a function has none: it is free, and never the function's own. */
        Watch watch(RuntimeApi api, Set<Running> atWork) {
            io.netty.channel.EventLoop second =
                    ((VertxInternal) vertx).getAcceptorEventLoopGroup().next();
            return new Watch(second, loop, atWork, api, new Connection(api, vertx, second, Runnable::run));
        }
    }

    /**
     * A client that does nothing before it is started.
     *
     * @param function answers the events
     */
    public RuntimeClient(RuntimeApi api, Function function, Platform platform) {
        this.api = api;
        this.function = function;
        this.platform = platform;
        this.watch = platform.watch(api, atWork);
        watch.onLost(this::lost);
    }

    /**
     * Begins to ask for events.
     *
     * @param atOnce how many invocations there may be at once; each has a connection of its own
     */
    public void start(int atOnce) {
        this.atOnce = atOnce;
        platform.loop().onOutOfMemory(this::lost);
        for (int i = 0; i < atOnce; i++) {
            Poller poller = new Poller(api, platform.connection(api, this::guarded), this, platform.clock());
            platform.loop().execute(() -> guarded(poller::next));
        }
    }

    /**
     * Prepares the end of the process: asks for no further event, waits a moment for the answers at work, fails those that
     * are not there then, and waits until they are posted.
     */
    public void finish() throws InterruptedException {
        finishing = true;
        platform.loop().execute(this::noteIdle);
        if (!isIdleWithin(GRACE)) {
            platform.loop().execute(() -> List.copyOf(atWork).forEach(Running::expire));
            if (!isIdleWithin(platform.reserve().atLast())) {
                LOG.warnf("the process ends before %d answers were posted", atWork.size());
            }
        }
    }

    private void noteIdle() {
        if (finishing && atWork.isEmpty()) {
            idle.complete(null);
        }
    }

    private boolean isIdleWithin(Duration limit) throws InterruptedException {
        try {
            idle.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("it never fails", e);
        }
    }

    /** Whether no further event may be asked for, as the process ends. */
    boolean isEnding() {
        return finishing || ended.get();
    }

    /** The invocation, from now on at work and watched. */
    Running begin(Invocation invocation) {
        AnswerDue due = AnswerDue.of(invocation.cutOff(), platform.longest(), platform.reserve(), atOnce);
        Running running = new Running(invocation, due, function.task(invocation));
        atWork.add(running);
        watch.over(running);
        return running;
    }

    /** The invocation's answer has been posted, or was lost. */
    void ended(Running running) {
        atWork.remove(running);
        noteIdle();
    }

    /** No further event can be answered: fails the invocations at work and ends the process. */
    void lost(Throwable why) {
        if (ended.compareAndSet(false, true)) {
            LOG.error(FunctionLost.end(why), FunctionLost.isFatal(why) ? null : why);
            watch.failAll(why, platform.end());
        }
    }

    /** Runs the work; whatever escapes from it could leave a poller that does not go on, so that the function is lost. */
    void guarded(Runnable work) {
        try {
            work.run();
        } catch (Throwable escaped) {
            lost(escaped);
        }
    }

    /** The runtime API gives no events any more: ends the process. */
    void gone(Throwable why) {
        if (ended.compareAndSet(false, true)) {
            LOG.errorf(
                    "the runtime API at %s gives no events: %s; the process ends", api.authority(), why.getMessage());
            platform.end().run();
        }
    }
}
