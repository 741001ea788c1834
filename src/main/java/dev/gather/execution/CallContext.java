package dev.gather.execution;

import dev.gather.logging.LoggedCall;
import dev.gather.time.CutOff;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the platform says about a call, beside the request itself.
 *
 * @param cutOff when the platform ends the call, if it is known
 * @param tenant whose call it is, where the platform keeps tenants apart
 * @param trace the tracing header of X-Ray
 * @param logged what lines of the log say of the call
 */
public record CallContext(Optional<CutOff> cutOff, Optional<String> tenant, Optional<String> trace, LoggedCall logged) {
    /** Of a platform that says nothing. */
    public static final CallContext NONE =
            new CallContext(Optional.empty(), Optional.empty(), Optional.empty(), LoggedCall.UNKNOWN);

    private static final String TRACE_HEADER = "x-amzn-trace-id";

    /** The call through a front door, which knows by which id the service before it logs the request. */
    public CallContext through(String door, Optional<String> correlationId) {
        return new CallContext(cutOff, tenant, trace, logged.through(door, correlationId));
    }

    /** The call by a composition's route. */
    public CallContext by(String route) {
        return new CallContext(cutOff, tenant, trace, logged.by(route));
    }

    /**
     * The headers of a request, with the platform's tracing header if the caller sent none.
     *
     * @param headers by name in lower case
     */
    public Map<String, String> traced(Map<String, String> headers) {
        if (trace.isEmpty() || headers.containsKey(TRACE_HEADER)) {
            return headers;
        }
        Map<String, String> traced = new LinkedHashMap<>(headers);
        traced.put(TRACE_HEADER, trace.get());
        return traced;
    }
}
