package dev.gather.web;

import dev.gather.json.ByteText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer of a function to a front door of AWS, which is one JSON document. Local HTTP has no such document, but its limit: what
 * is answered on a laptop is answered on Lambda.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Lambda proxy integrations</a>
 */
public final class FunctionAnswer {
    /** Lambda's limit of the document in bytes, 6 MB, less a small margin. */
    public static final long LIMIT = 6 * 1024 * 1024 - 100;

    private FunctionAnswer() {}

    /** The document for API Gateway and function URLs; other front doors add to it. */
    public static Map<String, Object> document(WebAnswer answer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("statusCode", answer.status());
        document.put("headers", answer.headers());
        // As text, or in base64 if it is compressed.
        boolean binary = answer.headers().containsKey("content-encoding");
        document.put("body", new ByteText(answer.body(), binary));
        document.put("isBase64Encoded", binary);
        return document;
    }
}
