package dev.gather.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.runtime.RuntimeApi;
import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
import dev.gather.yaml.ProblemCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Lambda and the log are told of a function that cannot start. */
class StartTest {
    @SuppressWarnings("StaticAssignmentOfThrowable")
    private static final InvalidCompositionsException PROBLEMS = new InvalidCompositionsException(List.of(
            new Problem(
                    ProblemCode.UNKNOWN_VARIABLE, "a.yaml", new Position(2, 3), "output", "unknown variable $x", ""),
            new Problem(ProblemCode.NOT_YAML, "b.yaml", Position.START, "", "the file is empty", "")));

    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final List<LogRecord> logged = new ArrayList<>();
    private final Logger log = Logger.getLogger(Start.class.getName());
    private final Handler keeping = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private HttpServer api;

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", this::accept);
        api.start();
        log.addHandler(keeping);
    }

    @AfterEach
    void stop() {
        log.removeHandler(keeping);
        api.stop(0);
    }

    private void accept(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        happened.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    private Start onLambda() {
        RuntimeApi runtimeApi = RuntimeApi.at("127.0.0.1:" + api.getAddress().getPort());
        return new Start(Optional.of(runtimeApi), () -> happened.add("end"));
    }

    @Test
    void tellsTheProblemsOnceInWords() {
        onLambda().run(() -> {
            throw new IllegalStateException("of CDI", PROBLEMS);
        });

        assertEquals(
                List.of(
                        "POST /2018-06-01/runtime/init/error {\"errorType\":\"InvalidCompositions\",\"errorMessage\":"
                                + "\"2 problems in the compositions:\\n  a.yaml:2:3 output: unknown variable $x [unknown-variable]\\n"
                                + "  b.yaml:1:1: the file is empty [not-yaml]\"}",
                        "end"),
                happened);
        assertEquals(
                List.of(
                        "the function does not start, fix the compositions:",
                        "a.yaml:2:3 output: unknown variable $x [unknown-variable]",
                        "b.yaml:1:1: the file is empty [not-yaml]"),
                logged.stream().map(LogRecord::getMessage).toList());
        assertTrue(logged.stream().allMatch(record -> record.getThrown() == null));
    }

    @Test
    void tellsAnyOtherReasonWithItsStackInTheLog() {
        IllegalArgumentException reason = new IllegalArgumentException("gather.datasources.x: there is none");

        onLambda().run(() -> {
            throw new IllegalStateException(reason);
        });

        assertEquals(
                List.of(
                        "POST /2018-06-01/runtime/init/error {\"errorType\":\"IllegalArgumentException\","
                                + "\"errorMessage\":\"gather.datasources.x: there is none\"}",
                        "end"),
                happened);
        assertEquals(List.of(reason), logged.stream().map(LogRecord::getThrown).toList());
    }

    @Test
    void endsAlsoWhereNobodyTakesTheError() {
        api.stop(0);

        onLambda().run(() -> {
            throw PROBLEMS;
        });

        assertEquals(List.of("end"), happened);
    }

    @Test
    void leavesTheFailureToQuarkusWhereThereIsNoLambda() {
        Start start = new Start(Optional.empty(), () -> happened.add("end"));

        InvalidCompositionsException thrown = assertThrows(
                InvalidCompositionsException.class,
                () -> start.run(() -> {
                    throw PROBLEMS;
                }));

        assertEquals(PROBLEMS, thrown);
        assertFalse(happened.contains("end"));
    }
}
