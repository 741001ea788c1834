package dev.gather.execution;

import dev.gather.time.CutOff;
import java.util.Optional;

/**
 * What the platform says about a call, beside the request itself.
 *
 * @param cutOff when the platform ends the call, if it is known
 * @param requestId by which the platform's logs name the call
 * @param tenant whose call it is, where the platform keeps tenants apart
 */
public record CallContext(Optional<CutOff> cutOff, Optional<String> requestId, Optional<String> tenant) {
    /** Of a platform that says nothing. */
    public static final CallContext NONE = new CallContext(Optional.empty(), Optional.empty(), Optional.empty());
}
