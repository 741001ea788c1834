package dev.gather.lambda;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What API Gateway's authorizers have found out about a caller, {@code $request.claims}: a token's claims, what a
 * Lambda authorizer returned, or the names of an IAM identity. All of it was checked before the function was called.
 */
final class Claims {
    /** What IAM says in payload 1.0, and its names in payload 2.0. */
    private static final Map<String, String> IAM = Map.of(
            "accessKey", "accessKey",
            "accountId", "accountId",
            "caller", "callerId",
            "userArn", "userArn",
            "user", "userId");

    private Claims() {}

    /** From {@code requestContext.authorizer} of payload 2.0. */
    static Map<String, Object> ofHttpApi(JsonFields authorizer) {
        if (authorizer.has("jwt")) {
            return authorizer.fields("jwt").fields("claims").object();
        }
        if (authorizer.has("lambda")) {
            return authorizer.fields("lambda").object();
        }
        return authorizer.fields("iam").object();
    }

    /** From the {@code requestContext} of payload 1.0. */
    static Map<String, Object> ofRestApi(JsonFields context) {
        JsonFields authorizer = context.fields("authorizer");
        if (authorizer.object().get("claims") instanceof Map) {
            return authorizer.fields("claims").object();
        }
        if (!authorizer.object().isEmpty()) {
            return authorizer.object();
        }
        JsonFields identity = context.fields("identity");
        return identity.has("userArn") ? iam(identity) : Map.of();
    }

    private static Map<String, Object> iam(JsonFields identity) {
        Map<String, Object> claims = new LinkedHashMap<>();
        IAM.forEach((one, two) -> identity.text(one).ifPresent(value -> claims.put(two, value)));
        return claims;
    }
}
