package dev.gather.lambda;

import io.quarkus.amazon.lambda.runtime.AmazonLambdaApi;
import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/**
 * Lambda's runtime API, 2018-06-01, for the few documents that the runtime client does not post, or posts differently.
 *
 * @param address host and port
 */
record RuntimeApi(String address) {
    private static final int LIMIT_MILLIS = 1000;

    /** The API of this process; empty outside Lambda, and in tests and dev mode. */
    static Optional<RuntimeApi> ofThisProcess() {
        boolean tested = LaunchMode.current() != LaunchMode.NORMAL || AmazonLambdaApi.isTestMode();
        return tested
                ? Optional.empty()
                : Optional.ofNullable(System.getenv("AWS_LAMBDA_RUNTIME_API")).map(RuntimeApi::new);
    }

    /**
     * Posts a JSON document, with time limits of one second for connecting and for the answer.
     *
     * @param path below {@code runtime/}, such as {@code init/error}
     * @throws IOException if it cannot be sent or is not accepted
     */
    void post(String path, byte[] document) throws IOException {
        URI uri = URI.create("http://" + address + "/2018-06-01/runtime/" + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(document);
        }
        if (connection.getResponseCode() / 100 != 2) {
            throw new IOException("the runtime API answered " + connection.getResponseCode());
        }
    }
}
