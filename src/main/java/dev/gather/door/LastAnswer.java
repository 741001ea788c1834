package dev.gather.door;

import io.quarkus.amazon.lambda.runtime.AmazonLambdaApi;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The answer of an invocation after which the process ends, so that the next invocation starts afresh. It is posted from
 * here: the platform's client, Quarkus' or that of Lambda's Java runtimes, would ask for the next event right after it had
 * posted, and that event would be lost.
 */
@ApplicationScoped
class LastAnswer {
    private static final Logger LOG = Logger.getLogger(LastAnswer.class);
    private static final int LIMIT_MILLIS = 1000;

    private final Optional<String> runtimeApi;
    private final Runnable end;

    @Inject
    LastAnswer() {
        this(runtimeApi(), () -> Runtime.getRuntime().halt(1));
    }

    /**
     * For tests.
     *
     * @param runtimeApi host and port of the runtime API, if there is one
     * @param end ends the process
     */
    LastAnswer(Optional<String> runtimeApi, Runnable end) {
        this.runtimeApi = runtimeApi;
        this.end = end;
    }

    private static Optional<String> runtimeApi() {
        boolean tested = LaunchMode.current() != LaunchMode.NORMAL || AmazonLambdaApi.isTestMode();
        return tested ? Optional.empty() : Optional.ofNullable(System.getenv("AWS_LAMBDA_RUNTIME_API"));
    }

    /** Whether this process is one of Lambda's, which starts another one in its place. */
    boolean isPossible() {
        return runtimeApi.isPresent();
    }

    /**
     * Posts the answer and ends the process, also where it cannot be posted.
     *
     * @param document makes the answer, or throws a {@link FunctionError}
     */
    void give(String requestId, Throwable why, Supplier<byte[]> document) {
        try {
            String reason = why instanceof FunctionLost ? why.getMessage() : why.toString();
            LOG.errorf("%s: the process ends, so that the next invocation starts afresh", reason);
            post(requestId, document);
        } catch (Throwable thrown) {
            LOG.error("the last answer was not posted", thrown);
        } finally {
            end.run();
        }
    }

    private void post(String requestId, Supplier<byte[]> document) throws IOException {
        byte[] answer;
        try {
            answer = document.get();
        } catch (FunctionError error) {
            post(requestId + "/error", JsonBody.write(described(error)));
            return;
        }
        post(requestId + "/response", answer);
    }

    private static Map<String, Object> described(FunctionError error) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("errorType", error.getClass().getSimpleName());
        description.put("errorMessage", error.getMessage());
        return description;
    }

    private void post(String path, byte[] content) throws IOException {
        URI uri = URI.create("http://" + runtimeApi.orElseThrow() + "/2018-06-01/runtime/invocation/" + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(content);
        }
        if (connection.getResponseCode() / 100 != 2) {
            throw new IOException("the runtime API answered " + connection.getResponseCode());
        }
    }
}
