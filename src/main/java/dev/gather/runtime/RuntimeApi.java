package dev.gather.runtime;

import io.quarkus.amazon.lambda.runtime.AmazonLambdaApi;
import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Where Lambda's runtime API, 2018-06-01, is, and its requests.
 *
 * @param authority host and port
 * @param base the path before the API's own; empty on Lambda
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>
 */
public record RuntimeApi(String authority, String base) {
    private static final int DEFAULT_PORT = 80;
    private static final int LIMIT_MILLIS = 1000;
    private static final String ERROR_TYPE = "lambda-runtime-function-error-type";
    private static final byte[] NOTHING = {};

    /**
     * The API at an address.
     *
     * @param address host and port, and possibly a path
     */
    public static RuntimeApi at(String address) {
        int slash = address.indexOf('/');
        String authority = slash < 0 ? address : address.substring(0, slash);
        return new RuntimeApi(authority, (slash < 0 ? "" : address.substring(slash)) + "/2018-06-01/runtime/");
    }

    /** The socket's address. A host that is not a number is looked up. */
    InetSocketAddress socketAddress() {
        int colon = authority.lastIndexOf(':');
        return colon < 0
                ? new InetSocketAddress(authority, DEFAULT_PORT)
                : new InetSocketAddress(
                        authority.substring(0, colon), Integer.parseInt(authority, colon + 1, authority.length(), 10));
    }

    /** Asks for the next event; answered when there is one. */
    Request next() {
        return new Request("GET " + base + "invocation/next HTTP/1.1\r\nhost: " + authority + "\r\n\r\n", NOTHING);
    }

    /** Gives the answer to an invocation. */
    Request post(String requestId, Answer answer) {
        String type = answer.errorType()
                .map(name -> "\r\n" + ERROR_TYPE + ": " + name)
                .orElse("");
        String head = "POST " + base + path(requestId, answer) + " HTTP/1.1\r\nhost: " + authority + type
                + "\r\ncontent-type: application/json\r\ncontent-length: " + answer.document().length + "\r\n\r\n";
        return new Request(head, answer.document());
    }

    /** Where the answer to an invocation is posted, below {@code runtime/}. */
    public static String path(String requestId, Answer answer) {
        return "invocation/" + requestId + (answer.errorType().isPresent() ? "/error" : "/response");
    }

    /** The API of this process; empty outside Lambda, and in tests and dev mode. */
    public static Optional<RuntimeApi> ofThisProcess() {
        boolean tested = LaunchMode.current() != LaunchMode.NORMAL || AmazonLambdaApi.isTestMode();
        return tested
                ? Optional.empty()
                : Optional.ofNullable(System.getenv("AWS_LAMBDA_RUNTIME_API")).map(RuntimeApi::at);
    }

    /**
     * Posts the last document of a process, and waits for the answer: at the most one second for connecting, and one more.
     *
     * @param path below {@code runtime/}, such as {@code init/error}
     * @param answer what is posted, as JSON
     * @throws IOException if it cannot be sent or is not accepted
     */
    public void postAndWait(String path, Answer answer) throws IOException {
        URI uri = URI.create("http://" + authority + base + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        answer.errorType().ifPresent(type -> connection.setRequestProperty(ERROR_TYPE, type));
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(answer.document());
        }
        if (connection.getResponseCode() / 100 != 2) {
            throw new IOException("the runtime API answered " + connection.getResponseCode());
        }
    }
}
