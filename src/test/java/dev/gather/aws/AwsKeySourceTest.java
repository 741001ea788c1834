package dev.gather.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.stub.RawServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys come from the environment of a function, and otherwise from the service that a container has. */
class AwsKeySourceTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final List<RawServer.Request> requests = new CopyOnWriteArrayList<>();
    private volatile String answer = "";
    private RawServer service;

    @BeforeEach
    void start() throws IOException {
        service = new RawServer((request, out) -> {
            requests.add(request);
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
        });
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private AwsKeySource source(Map<String, String> variables) {
        return new AwsKeySource(
                vertx,
                variable -> Optional.ofNullable(variables.get(variable)),
                Duration.ofSeconds(2),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private AwsKeySource ofContainer() {
        return source(Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                service.url() + "/keys",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "a token"));
    }

    private static AwsKeys keys(AwsKeySource source) {
        try {
            return source.current().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        }
    }

    private static String keysUntil(String end) {
        return RawServer.ok("{\"AccessKeyId\": \"id\", \"SecretAccessKey\": \"s3cret\", \"Token\": \"t0ken\","
                + " \"Expiration\": \"" + end + "\"}");
    }

    @Test
    void takesTheKeysOfTheEnvironment() {
        AwsKeys keys = keys(source(Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "s3cret")));

        assertEquals(new AwsKeys("id", "s3cret", Optional.empty()), keys);
        assertFalse(keys.toString().contains("s3cret"));
    }

    @Test
    void keepsTheKeysOfAContainerUntilTheyAreAboutToExpire() {
        AwsKeySource source = ofContainer();
        answer = keysUntil("2026-03-04T05:06:00Z");
        AwsKeys keys = new AwsKeys("id", "s3cret", Optional.of("t0ken"));

        assertEquals(keys, keys(source));
        assertEquals(keys, keys(source));
        assertEquals(1, requests.size());
        assertEquals("GET /keys HTTP/1.1", requests.get(0).line());
    }

    @Test
    void readsKeysAgainThatAreAboutToExpire() {
        AwsKeySource source = ofContainer();
        answer = keysUntil("2026-03-04T05:04:00Z");

        assertEquals(keys(source), keys(source));
        assertEquals(2, requests.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 500 No\r\nContent-Length: 6\r\n\r\ns3cret",
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ns3cret",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                ""
            })
    void failsWithoutHarmWhereTheServiceDoes(String bad) {
        AwsKeySource source = ofContainer();
        answer = bad;
        Failure failure = assertThrows(Failure.class, () -> keys(source));

        assertEquals("the function's AWS credentials could not be read", failure.getMessage());
        assertTrue(failure.isTemporary());
        assertFalse(failure.toString().contains("s3cret"), failure::toString);
        answer = keysUntil("2026-03-04T06:00:00Z");
        assertEquals("id", keys(source).id());
    }

    @Test
    void readsAgainWhereTheEndIsNotATime() {
        answer = keysUntil("never");

        assertThrows(Failure.class, () -> keys(ofContainer()));
    }
}
