package dev.gather.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The span of one request to a backend. Confined to its execution's event loop. */
public final class CallSpan {
    private static final long OPEN = -1;

    private final TraceContext context;
    private final String id = TraceContext.randomId();
    private final String source;
    private final CallKind kind;
    private final Map<String, Object> attributes;
    private final long start;
    private long end = OPEN;
    private Optional<String> error = Optional.empty();

    /** @param start nanoseconds after the execution's start */
    CallSpan(TraceContext context, String source, CallKind kind, long start) {
        this.context = context;
        this.source = source;
        this.kind = kind;
        this.attributes = new LinkedHashMap<>(kind.attributes());
        this.start = start;
    }

    /** The headers that make the called backend's spans children of this one; by name. */
    public Map<String, String> headers() {
        return Map.of(TraceContext.TRACEPARENT, context.traceparent(id), TraceContext.XRAY, context.xray(id));
    }

    /** Whether the caller's {@code tracestate} belongs to another trace than this span. */
    public boolean dropsState() {
        return !context.w3c();
    }

    /** Adds an attribute, in OpenTelemetry's names. */
    public void put(String name, Object value) {
        attributes.put(name, value);
    }

    /**
     * Ends it; what comes later has no effect.
     *
     * @param nanos after the execution's start
     * @param failure the code of its failure, if it failed
     */
    public void end(long nanos, Optional<String> failure) {
        if (end == OPEN) {
            end = nanos;
            error = failure;
            failure.ifPresent(code -> attributes.put("error.type", code));
        }
    }

    /** Its id, 16 digits. */
    public String id() {
        return id;
    }

    /** The name of the source that it is for. */
    public String source() {
        return source;
    }

    /** A low-cardinality name. */
    public String name() {
        return kind.name();
    }

    /** Attributes in OpenTelemetry's names; none is a caller's value. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** When it began, in nanoseconds after the execution's start. */
    public long start() {
        return start;
    }

    /** When it ended, likewise. */
    public long end() {
        return end;
    }

    /** Whether it failed, or was given up. */
    public boolean failed() {
        return error.isPresent();
    }
}
