package dev.gather.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The spans of one execution: its own, those of its sources, and those of its calls. Confined to its event loop. */
public final class Spans {
    /** More calls are counted only: a fan-out over thousands of elements must not become a document of megabytes. */
    private static final int MOST = 1_000;

    private final TraceContext context;
    private final long startMillis;
    private final String id = TraceContext.randomId();
    private final Map<String, String> sources = new HashMap<>();
    private final List<CallSpan> calls = new ArrayList<>();
    private int dropped;

    /** @param startMillis the execution's start as Unix time in milliseconds */
    public Spans(TraceContext context, long startMillis) {
        this.context = context;
        this.startMillis = startMillis;
    }

    /**
     * Begins the span of a request.
     *
     * @param source the name of its source
     * @param nanos after the execution's start
     */
    public CallSpan begin(String source, CallKind kind, long nanos) {
        CallSpan span = new CallSpan(context, source, kind, nanos);
        if (calls.size() < MOST) {
            calls.add(span);
        } else {
            dropped++;
        }
        return span;
    }

    /** Ends the spans of requests that are not answered, as the execution has ended without them. */
    public void endAll(long nanos) {
        calls.forEach(call -> call.end(nanos, Optional.of("cancelled")));
    }

    /** The trace that they belong to. */
    public TraceContext context() {
        return context;
    }

    /** The id of the execution's span. */
    public String id() {
        return id;
    }

    /** The id of a source's span. */
    public String id(String source) {
        return sources.computeIfAbsent(source, name -> TraceContext.randomId());
    }

    /** The spans of requests, in the order of their start. */
    public List<CallSpan> calls() {
        return calls;
    }

    /** How many requests have no span here, since there are too many. */
    public int dropped() {
        return dropped;
    }

    /** A time as Unix time in nanoseconds. */
    public long epochNanos(long afterStart) {
        return startMillis * 1_000_000 + afterStart;
    }
}
