package dev.gather.runtime;

import dev.gather.time.CutOff;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * One invocation, as the runtime API hands it out. Headers are passed on as they are; an empty one counts as absent.
 *
 * @param requestId identifies the invocation, also to the runtime API
 * @param event the event's bytes; nobody changes them
 * @param cutOff when the invocation ends, which may be in the past; empty if the platform does not say
 * @param traceId the tracing header of X-Ray
 * @param functionArn the ARN that the invocation named
 * @param clientContext what a mobile client says of itself, as JSON of any shape
 * @param cognitoIdentity the identity of a mobile client, as JSON of any shape
 * @param tenantId the tenant in whose own environment the function runs, with tenant isolation
 */
@SuppressWarnings("ArrayRecordComponent")
public record Invocation(
        String requestId,
        byte[] event,
        Optional<CutOff> cutOff,
        Optional<String> traceId,
        Optional<String> functionArn,
        Optional<String> clientContext,
        Optional<String> cognitoIdentity,
        Optional<String> tenantId) {
    /**
     * The invocation in an answer of {@code invocation/next}.
     *
     * @throws IllegalArgumentException if the answer names no request, or its deadline is not a number
     */
    static Invocation of(Reply reply) {
        HttpHeaders headers = reply.headers();
        return new Invocation(
                header(headers, "Lambda-Runtime-Aws-Request-Id")
                        .orElseThrow(() -> new IllegalArgumentException("an event came without a request id")),
                reply.body(),
                header(headers, "Lambda-Runtime-Deadline-Ms").map(Invocation::cutOff),
                header(headers, "Lambda-Runtime-Trace-Id"),
                header(headers, "Lambda-Runtime-Invoked-Function-Arn"),
                header(headers, "Lambda-Runtime-Client-Context"),
                header(headers, "Lambda-Runtime-Cognito-Identity"),
                header(headers, "Lambda-Runtime-Aws-Tenant-Id"));
    }

    private static Optional<String> header(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
    }

    /** @param epochMillis the end as Unix time in milliseconds */
    private static CutOff cutOff(String epochMillis) {
        return CutOff.in(Duration.ofMillis(Long.parseLong(epochMillis) - System.currentTimeMillis()));
    }
}
