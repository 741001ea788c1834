package dev.gather.runtime;

import dev.gather.failure.FunctionLost;
import dev.gather.time.CutOff;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Sees from an event loop of its own whether the function's event loop still turns when an answer is due. Where the function
 * is lost, it answers for it, on a connection of its own. It has one timer, set to the first moment at which an answer may be
 * due, and so costs an invocation nothing as long as that moment lies ahead.
 */
final class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class);

    /** For all last answers together. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final EventLoop own;
    private final Executor watched;
    private final Collection<Running> atWork;
    private final RuntimeApi api;
    private final Connection connection;

    /** Invocations of which it has been seen, since their answer is due, whether the event loop turns. */
    private final Set<Running> looked = new HashSet<>();

    private Consumer<Throwable> lost = thrown -> {};
    private Optional<Future<?>> timer = Optional.empty();

    /** The moment to which the timer is set; empty if it is not set. */
    private volatile Optional<CutOff> armed = Optional.empty();

    /**
     * A watch that does nothing before {@link #over(Running)}.
     *
     * @param own its event loop
     * @param watched the function's event loop
     * @param atWork the invocations at work, with changes seen by all threads
     * @param connection of its own, on its event loop
     */
    Watch(EventLoop own, Executor watched, Collection<Running> atWork, RuntimeApi api, Connection connection) {
        this.own = own;
        this.watched = watched;
        this.atWork = atWork;
        this.api = api;
        this.connection = connection;
    }

    /** Calls the listener when the event loop is held while an answer is due. */
    void onLost(Consumer<Throwable> listener) {
        lost = listener;
    }

    /** Watches over an invocation that is at work already. Called on the function's event loop. */
    void over(Running running) {
        CutOff look = running.due().look();
        if (armed.filter(at -> at.earlier(look).equals(at)).isEmpty()) {
            own.execute(this::arm);
        }
    }

    /** Sets the timer. Says first that it is not set: an invocation that is added meanwhile then calls this again. */
    private void arm() {
        timer.ifPresent(set -> set.cancel(false));
        connection.open();
        armed = Optional.empty();
        armed = atWork.stream()
                .filter(running -> !looked.contains(running))
                .map(running -> running.due().look())
                .reduce(CutOff::earlier);
        armed.ifPresent(at -> timer = Optional.of(at(at, this::look)));
    }

    private Future<?> at(CutOff time, Runnable work) {
        return own.schedule(work, time.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        CompletableFuture<Void> turn = CompletableFuture.runAsync(() -> {}, watched);
        for (Running running : atWork) {
            if (running.due().look().remaining().isZero() && looked.add(running)) {
                var unused = at(running.due().judgement(), () -> judge(running, turn));
            }
        }
        looked.retainAll(atWork);
        arm();
    }

    private void judge(Running running, CompletableFuture<Void> turn) {
        if (!turn.isDone() && atWork.contains(running) && running.due().tells()) {
            lost.accept(new FunctionLost());
        }
    }

    /**
     * Fails all invocations at work, the one that is due first before the others, and ends the process: also if that takes
     * too long or cannot be done.
     */
    void failAll(Throwable why, Runnable end) {
        try {
            own.execute(() -> postAll(why, end));
        } catch (Throwable thrown) {
            giveUp(thrown, end);
        }
    }

    private void postAll(Throwable why, Runnable end) {
        try {
            var unused = own.schedule(end, LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            Comparator<Running> firstDue = (one, other) ->
                    Long.compare(one.due().last().atNanos() - other.due().last().atNanos(), 0);
            postNext(atWork.stream().sorted(firstDue).iterator(), why, end);
        } catch (Throwable thrown) {
            giveUp(thrown, end);
        }
    }

    private static void giveUp(Throwable thrown, Runnable end) {
        try {
            LOG.error("the last answers were not posted", thrown);
        } finally {
            end.run();
        }
    }

    private void postNext(Iterator<Running> rest, Throwable why, Runnable end) {
        while (rest.hasNext()) {
            Running running = rest.next();
            if (running.claim()) {
                connection.exchange(
                        api.post(running.requestId(), running.failed(why)),
                        reply -> postNext(rest, why, end),
                        thrown -> giveUp(thrown, end));
                return;
            }
        }
        end.run();
    }
}
