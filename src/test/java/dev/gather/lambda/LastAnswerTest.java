package dev.gather.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gather.failure.FunctionLost;
import dev.gather.runtime.RuntimeApi;
import dev.gather.web.Failures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answer after which the process ends. */
class LastAnswerTest {
    private final List<String> happened = new CopyOnWriteArrayList<>();
    private HttpServer api;

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", this::accept);
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    private void accept(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        happened.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    private void give(Supplier<byte[]> document) {
        lastAnswer().give("id-1", new FunctionLost(), () -> 0, document);
    }

    private LastAnswer lastAnswer() {
        RuntimeApi runtimeApi = RuntimeApi.at("127.0.0.1:" + api.getAddress().getPort());
        return new LastAnswer(Optional.of(runtimeApi), () -> happened.add("end"));
    }

    @Test
    void isPostedBeforeTheProcessEnds() {
        give(() -> "answer".getBytes(UTF_8));

        assertEquals(List.of("POST /2018-06-01/runtime/invocation/id-1/response answer", "end"), happened);
    }

    @Test
    void waitsForTheOthersThatEndWithTheProcess() throws Exception {
        LastAnswer last = lastAnswer();
        CompletableFuture<Void> other = new CompletableFuture<>();

        last.give(
                "id-1",
                new FunctionLost(),
                () -> {
                    var unused = other.completeAsync(() -> {
                        last.give("id-2", new FunctionLost(), () -> 0, () -> "two".getBytes(UTF_8));
                        return null;
                    });
                    return 1;
                },
                () -> "one".getBytes(UTF_8));
        other.get(10, TimeUnit.SECONDS);

        int ended = happened.indexOf("end");
        assertEquals(2, ended, happened.toString());
        assertTrue(happened.contains("POST /2018-06-01/runtime/invocation/id-1/response one"), happened.toString());
        assertTrue(happened.contains("POST /2018-06-01/runtime/invocation/id-2/response two"), happened.toString());
    }

    @Test
    void isAFunctionErrorWhereTheEventIsNoRequest() {
        give(() -> {
            throw FunctionError.of(Failures.logged(new FunctionLost()));
        });

        assertEquals(
                List.of(
                        "POST /2018-06-01/runtime/invocation/id-1/error {\"errorType\":\"DeadlineExceeded\","
                                + "\"errorMessage\":\"there was no answer in time\"}",
                        "end"),
                happened);
    }

    @Test
    void needsNoMemoryToSayThatThereIsNone() {
        give(() -> {
            throw new OutOfMemoryError("of the test");
        });

        assertEquals(
                List.of(
                        "POST /2018-06-01/runtime/invocation/id-1/error {\"errorType\":\"InternalError\","
                                + "\"errorMessage\":\"see the log\"}",
                        "end"),
                happened);
    }

    @Test
    void endsTheProcessAlsoWhereThereIsNoAnswer() {
        give(() -> {
            throw new StackOverflowError("of the test");
        });

        assertEquals(List.of("end"), happened);
    }

    @Test
    void endsTheProcessAlsoWhereNobodyTakesTheAnswer() {
        api.stop(0);

        give(() -> new byte[0]);

        assertEquals(List.of("end"), happened);
    }

    @Test
    void isGivenWhereTheFunctionIsLostOrOutOfMemoryAlone() {
        assertTrue(FunctionLost.isFatal(new FunctionLost()));
        assertTrue(FunctionLost.isFatal(new IllegalStateException(new OutOfMemoryError())));
        assertFalse(FunctionLost.isFatal(new StackOverflowError()));
        assertFalse(FunctionLost.isFatal(new IllegalStateException()));
    }
}
