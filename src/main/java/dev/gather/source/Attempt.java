package dev.gather.source;

import dev.gather.failure.Failure;
import dev.gather.trace.CallKind;
import dev.gather.trace.CallSpan;
import dev.gather.trace.Spans;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a request, with its limits of time and memory. Confined to the execution's event loop, but for what is about a write: that
 * is sent on the event loop of its connection.
 */
public final class Attempt {
    private static final long NEVER_NANOS = Long.MAX_VALUE;

    /** Counts what is sent for a source, for its report. */
    @FunctionalInterface
    public interface Counter {
        /** The name of the source. */
        default String name() {
            return "";
        }

        /** A request is sent. */
        void sent();

        /** A retry or a hedge is not sent, since the backend's retry budget refuses it. */
        default void refused() {}

        /** The request that is sent next is a retry. */
        default void retried() {}

        /** The request that is sent next is a hedge. */
        default void hedged() {}

        /** A cache did something for it. */
        default void cached(CacheUse use) {}
    }

    private final Scope scope;
    private final Counter counter;
    private final long limitNanos;
    /** When the limit ends, after the execution's start. */
    private final long lateNanos;
    /** When the time for all attempts ends, after the execution's start. */
    private final long endNanos;

    private final SentWrites writes;
    private MemoryBudget.@Nullable Share memory;
    private volatile boolean abandoned;
    private boolean writing;
    private Optional<CallSpan> span = Optional.empty();

    private Attempt(Scope scope, Counter counter, long limitNanos, long lateNanos, long endNanos, SentWrites writes) {
        this.scope = scope;
        this.counter = counter;
        this.limitNanos = limitNanos;
        this.lateNanos = lateNanos;
        this.endNanos = endNanos;
        this.writes = writes;
    }

    /**
     * An attempt with all the time that the execution has left.
     *
     * @param counter counts the requests that are sent
     */
    public static Attempt in(Scope scope, Counter counter) {
        long limit = scope.deadline().remainingNanos();
        long late = scope.deadline().elapsedNanos() + limit;
        return new Attempt(
                scope, counter, limit, late, NEVER_NANOS, scope.writes().part());
    }

    /** The attempt with another time limit, if that is shorter than the time for all attempts. */
    public Attempt within(Duration time) {
        long limit = Math.min(time.toNanos(), untilEndNanos());
        return new Attempt(scope, counter, limit, scope.deadline().elapsedNanos() + limit, endNanos, writes.part());
    }

    /** The attempt as the first of several that together take no longer than this. */
    public Attempt allWithin(Duration time) {
        long nanos = time.toNanos();
        long ends = scope.deadline().elapsedNanos() + nanos;
        long limit = Math.min(limitNanos, nanos);
        return new Attempt(scope, counter, limit, Math.min(lateNanos, ends), ends, writes.part());
    }

    /** The time left for this and further attempts; never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.min(scope.deadline().remainingNanos(), untilEndNanos()));
    }

    /** Whether no time is left for another attempt. */
    public boolean isOver() {
        return scope.deadline().remainingNanos() == 0 || untilEndNanos() == 0;
    }

    private long untilEndNanos() {
        return endNanos == NEVER_NANOS
                ? NEVER_NANOS
                : Math.max(0, endNanos - scope.deadline().elapsedNanos());
    }

    /** A further attempt at the same request, with a memory share of its own. */
    public Attempt another() {
        return new Attempt(scope, counter, limitNanos, lateNanos, endNanos, writes);
    }

    /** The execution that the attempt belongs to. */
    public Scope scope() {
        return scope;
    }

    /** Counts the request as sent. */
    public void countSent() {
        counter.sent();
    }

    /** Begins the span of the request that is sent, in an execution that is traced. */
    public CallSpan begin(Spans spans, CallKind kind) {
        CallSpan begun = spans.begin(counter.name(), kind, scope.deadline().elapsedNanos());
        span = Optional.of(begun);
        return begun;
    }

    /** The span of the request, if the execution is traced. */
    public Optional<CallSpan> span() {
        return span;
    }

    /** Counts what a cache did for the request. */
    public void countCached(CacheUse use) {
        counter.cached(use);
    }

    /** Counts the request that is sent next as a retry. */
    public void countRetried() {
        counter.retried();
    }

    /** Counts the request that is sent next as a hedge. */
    public void countHedged() {
        counter.hedged();
    }

    /** Counts a retry or a hedge as refused by the backend's retry budget. */
    public void countRefused() {
        counter.refused();
    }

    /** The longest wait for the answer. */
    public Duration limit() {
        return Duration.ofNanos(limitNanos);
    }

    /** What is left of the wait for the answer; never negative. */
    public Duration left() {
        long left = Math.max(0, lateNanos - scope.deadline().elapsedNanos());
        return Duration.ofNanos(Math.min(left, scope.deadline().remainingNanos()));
    }

    /** The memory that the answer takes up while it is read. */
    public MemoryBudget.Share memory() {
        if (memory == null) {
            memory = scope.share();
        }
        return memory;
    }

    /** The memory of what outlasts the attempt's failure, such as what the failure says of the answer. */
    public MemoryBudget.Share lastingMemory() {
        return scope.share();
    }

    /** Marks the attempt as no longer needed. The request itself may be cancelled later. */
    public void abandon() {
        noteAbandoned();
        memory().giveBackAll();
        writeEnded();
    }

    private synchronized void noteAbandoned() {
        abandoned = true;
    }

    /** Whether the answer is no longer needed, so that a request that has not been sent must not be. */
    public boolean isAbandoned() {
        return abandoned;
    }

    /** Whether a write may be sent: the answer is needed, and the execution has not failed. */
    public boolean mayWrite() {
        return !abandoned && writes.isOpen();
    }

    /** Notes that a write is being sent, which from now on may be done even if no answer comes; false if it must not be sent any more. */
    public synchronized boolean beginWrite() {
        writing = !abandoned && writes.begin();
        return writing;
    }

    /** Notes that the write was answered, or that no answer can come; does nothing if none was sent. */
    public void writeEnded() {
        if (endWriting()) {
            writes.ended();
        }
    }

    private synchronized boolean endWriting() {
        boolean was = writing;
        writing = false;
        return was;
    }

    /** The failure if its time ends now: {@code unknown} if a write was sent and not answered, else {@code timeout}. */
    public Failure late() {
        return writes.isEmpty() ? Failure.late() : Failure.unknown();
    }
}
