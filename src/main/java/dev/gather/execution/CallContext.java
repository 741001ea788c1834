package dev.gather.execution;

import dev.gather.json.ExactJson;
import dev.gather.json.UnreadableJsonException;
import dev.gather.logging.LoggedCall;
import dev.gather.time.CutOff;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What the platform says about a call, beside the request itself.
 *
 * @param cutOff when the platform ends the call, if it is known
 * @param tenant whose call it is, where the platform keeps tenants apart
 * @param trace the tracing header of X-Ray
 * @param client what a client of Lambda's API says of itself, as JSON
 * @param logged what lines of the log say of the call
 */
public record CallContext(
        Optional<CutOff> cutOff,
        Optional<String> tenant,
        Optional<String> trace,
        Optional<String> client,
        LoggedCall logged) {
    /** Of a platform that says nothing. */
    public static final CallContext NONE =
            new CallContext(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), LoggedCall.UNKNOWN);

    private static final Logger LOG = Logger.getLogger(CallContext.class);

    /** Of a client context, of which Lambda takes no more than 3,583 bytes. */
    private static final long MOST_MEMORY = 1 << 20;

    private static final String TRACE_HEADER = "x-amzn-trace-id";

    /** What the client says of itself, of any shape; empty if it says nothing, or nothing that is JSON. */
    Optional<Object> clientContext() {
        try {
            return client.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(ExactJson.read(client.get().getBytes(StandardCharsets.UTF_8), MOST_MEMORY));
        } catch (UnreadableJsonException notJson) {
            LOG.debug("the client context is not JSON");
            return Optional.empty();
        }
    }

    /** The call through a front door, which knows by which id the service before it logs the request. */
    public CallContext through(String door, Optional<String> correlationId) {
        return new CallContext(cutOff, tenant, trace, client, logged.through(door, correlationId));
    }

    /** The call by a composition's route. */
    public CallContext by(String route) {
        return new CallContext(cutOff, tenant, trace, client, logged.by(route));
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
