package dev.gather.lambda;

import dev.gather.execution.CallContext;
import dev.gather.web.FunctionAnswer;
import dev.gather.web.QueryString;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The event of a VPC Lattice service, in both versions: 1.0 with names in snake case and one value per header, 2.0 with
 * lists of values and the caller's identity.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html">Lambda functions as targets</a>
 */
final class LatticeShape implements EventShape {
    private static final String RAW_PATH = "raw_path";
    private static final Pattern ENCODED = Pattern.compile("(?:[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})*");

    @Override
    public boolean describes(JsonFields event) {
        return event.has("method") && (event.has(RAW_PATH) || isVersion2(event));
    }

    private static boolean isVersion2(JsonFields event) {
        return event.has("path")
                && event.object().get("requestContext") instanceof Map<?, ?> context
                && context.get("serviceNetworkArn") != null;
    }

    @Override
    public WebRequest request(JsonFields event, CallContext call) {
        boolean first = event.has(RAW_PATH);
        String[] target = event.text(first ? RAW_PATH : "path").orElse("/").split("\\?", 2);
        Map<String, List<String>> query = event.oneOrMore(first ? "query_string_parameters" : "queryStringParameters");
        return new WebRequest(
                EventParts.method(event.text("method")),
                target[0],
                target.length > 1 ? QueryString.parse(target[1]) : decoded(query),
                WebRequest.joined(event.oneOrMore("headers")),
                first
                        ? Map.of()
                        : event.fields("requestContext").fields("identity").object(),
                EventParts.body(event, first ? "is_base64_encoded" : "isBase64Encoded"),
                call);
    }

    @Override
    public String door(JsonFields event) {
        return "lattice";
    }

    @Override
    public Optional<String> correlationId(JsonFields event) {
        return Optional.empty();
    }

    /** AWS does not specify whether the query's members are decoded, so they are decoded only if they look encoded. */
    private static Map<String, List<String>> decoded(Map<String, List<String>> query) {
        boolean possibly = query.entrySet().stream().allMatch(LatticeShape::looksEncoded);
        return possibly && query.toString().contains("%") ? QueryString.decoded(query) : query;
    }

    private static boolean looksEncoded(Map.Entry<String, List<String>> parameter) {
        return ENCODED.matcher(parameter.getKey()).matches()
                && parameter.getValue().stream()
                        .allMatch(value -> ENCODED.matcher(value).matches());
    }

    @Override
    public Map<String, Object> document(WebAnswer answer, JsonFields event) {
        Map<String, Object> document = new LinkedHashMap<>(FunctionAnswer.document(answer));
        document.put(
                "statusDescription", HttpResponseStatus.valueOf(answer.status()).toString());
        return document;
    }
}
