package dev.gather.lambda;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Extracts {@code $request.claims}, the statements of API Gateway's authorizers about a caller: a token's claims, the
 * result of a Lambda authorizer, or an IAM identity. API Gateway has verified them before it invokes the function.
 */
final class Claims {
    /** The keys of an IAM identity in payload 1.0, with their names in payload 2.0. */
    private static final Map<String, String> IAM = Map.of(
            "accessKey", "accessKey",
            "accountId", "accountId",
            "caller", "callerId",
            "userArn", "userArn",
            "user", "userId");

    private Claims() {}

    /** From {@code requestContext.authorizer} of payload 2.0. */
    static Map<String, @Nullable Object> ofHttpApi(JsonFields authorizer) {
        if (authorizer.has("jwt")) {
            return authorizer.fields("jwt").fields("claims").object();
        }
        if (authorizer.has("lambda")) {
            return authorizer.fields("lambda").object();
        }
        return authorizer.fields("iam").object();
    }

    /** From the {@code requestContext} of payload 1.0. */
    static Map<String, @Nullable Object> ofRestApi(JsonFields context) {
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

    private static Map<String, @Nullable Object> iam(JsonFields identity) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        IAM.forEach((one, two) -> identity.text(one).ifPresent(value -> claims.put(two, value)));
        return claims;
    }
}
