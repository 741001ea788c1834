package dev.gather.runtime;

import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.packaged.RuntimeApiStandIn;
import dev.gather.packaged.RuntimeApiStandIn.Posted;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import dev.gather.time.VertxClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a stand-in for the runtime API. */
class RuntimeClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final RuntimeApiStandIn api = new RuntimeApiStandIn();
    private final ScriptedFunction function = new ScriptedFunction();
    private final AtomicInteger ends = new AtomicInteger();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Logger log = Logger.getLogger("dev.gather.runtime");
    private final Handler keeping = new Handler() {
        private final PatternFormatter messages = new PatternFormatter("%m");

        @Override
        public void publish(LogRecord logged) {
            if (logged.getLevel().intValue() >= Level.SEVERE.intValue()) {
                errors.add(messages.formatMessage(logged));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private RuntimeClient client;

    @BeforeEach
    void keepErrors() {
        log.addHandler(keeping);
    }

    @AfterEach
    void close() {
        function.held.countDown();
        log.removeHandler(keeping);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        api.close();
    }

    private void start(int atOnce) {
        start(RuntimeApi.at(api.address()), atOnce);
    }

    private void start(RuntimeApi at, int atOnce) {
        Reserve reserve = new Reserve(Duration.ZERO, Optional.empty());
        client = new RuntimeClient(
                at,
                function,
                new RuntimeClient.Platform(
                        vertx, new EventLoop(vertx), new VertxClock(vertx), reserve, LONG, ends::incrementAndGet));
        client.start(atOnce);
    }

    private Posted invoke(String event) throws Exception {
        return invoke(event, LONG);
    }

    private Posted invoke(String event, Duration limit) throws Exception {
        return get(api.invoke(event, limit));
    }

    private static Posted get(CompletableFuture<Posted> posted) throws Exception {
        return posted.get(20, TimeUnit.SECONDS);
    }

    @Test
    void postsAnAnswerAsJson() throws Exception {
        start(1);

        Posted posted = invoke("echo 1");

        assertFalse(posted.error());
        assertEquals("echo 1", posted.body());
        assertEquals("application/json", posted.headers().get("content-type"));
    }

    @Test
    void postsAFailureWithItsType() throws Exception {
        start(1);

        Posted posted = invoke("fail 1");

        assertTrue(posted.error());
        assertEquals("IllegalArgumentException for fail 1", posted.body());
        assertEquals("IllegalArgumentException", posted.headers().get("Lambda-Runtime-Function-Error-Type"));
    }

    @Test
    void postsAnErrorThatIsThrownAndGoesOn() throws Exception {
        start(1);

        assertEquals("StackOverflowError for stack", invoke("stack").body());
        assertEquals("echo", invoke("echo").body());
        assertEquals(0, ends.get());
    }

    @Test
    void saysThatThereIsAFailureAlsoWhereItCannotBeTold() throws Exception {
        start(1);

        Posted posted = invoke("untold");

        assertTrue(posted.error());
        assertEquals("{\"errorType\":\"InternalError\",\"errorMessage\":\"see the log\"}", posted.body());
        assertEquals("echo", invoke("echo").body());
    }

    @Test
    void carriesLargeEventsAndAnswers() throws Exception {
        start(1);
        String event = "echo " + "e".repeat(5_000_000);

        assertEquals(event, invoke(event).body());
        assertEquals(
                5_000_000 + "large 5000000".length(),
                invoke("large 5000000").body().length());
    }

    @Test
    void keepsOneConnectionForEachPollerAndOneForTheWatch() throws Exception {
        start(1);
        for (int i = 0; i < 50; i++) {
            assertEquals("echo " + i, invoke("echo " + i).body());
        }

        assertTrue(soon(() -> api.connections() == 2), () -> api.connections() + " connections");
    }

    @Test
    void passesOnWhatTheHeadersSay() throws Exception {
        start(1);
        Map<String, String> headers = Map.of(
                "Lambda-Runtime-Client-Context", "[\"no SDK's\"]",
                "Lambda-Runtime-Cognito-Identity", "{}",
                "Lambda-Runtime-Aws-Tenant-Id", "blue");

        var unused = get(api.invoke("echo", LONG, headers));

        Invocation invocation = function.invocations.get(0);
        assertEquals("event-1", invocation.requestId());
        assertEquals(Optional.of("[\"no SDK's\"]"), invocation.clientContext());
        assertEquals(Optional.of("{}"), invocation.cognitoIdentity());
        assertEquals(Optional.of("blue"), invocation.tenantId());
        assertEquals(Optional.of("arn:aws:lambda:eu-west-1:123456789012:function:gather"), invocation.functionArn());
        assertTrue(invocation.traceId().orElseThrow().startsWith("Root="));
        assertTrue(invocation.cutOff().orElseThrow().remaining().compareTo(LONG.minusSeconds(10)) > 0);
    }

    @Test
    void takesAnEmptyHeaderForAbsent() throws Exception {
        start(1);
        Map<String, String> empty = Map.of(
                "Lambda-Runtime-Client-Context", "",
                "Lambda-Runtime-Cognito-Identity", "",
                "Lambda-Runtime-Aws-Tenant-Id", "");

        assertEquals("echo", get(api.invoke("echo", LONG, empty)).body());

        Invocation invocation = function.invocations.get(0);
        assertEquals(Optional.empty(), invocation.clientContext());
        assertEquals(Optional.empty(), invocation.cognitoIdentity());
        assertEquals(Optional.empty(), invocation.tenantId());
    }

    @Test
    void logsAPostThatIsRefusedAndGoesOn() throws Exception {
        start(1);
        for (int status : new int[] {400, 403, 413, 500}) {
            api.refuse(status);
            var unused = invoke("echo");
        }

        assertEquals("echo", invoke("echo").body());
        assertEquals(
                List.of(
                        "request event-1: the runtime API refused the answer with 400",
                        "request event-2: the runtime API refused the answer with 403",
                        "request event-3: the runtime API refused the answer with 413",
                        "request event-4: the runtime API refused the answer with 500"),
                errors);
        assertEquals(0, ends.get());
    }

    @Test
    void logsAPostThatIsLostAndGoesOnOnAnotherConnection() throws Exception {
        start(1);
        api.refuse(0);
        var unused = invoke("echo");

        assertEquals("echo 2", invoke("echo 2").body());
        assertEquals(1, errors.size(), errors.toString());
        assertTrue(errors.get(0).startsWith("request event-1: the answer was not posted: "), errors.get(0));
        assertTrue(soon(() -> api.connections() == 3), () -> api.connections() + " connections");
    }

    @Test
    void endsOnceWhereTheRuntimeApiGivesNoEvents() throws Exception {
        start(8);
        var unused = invoke("echo");

        api.giveNoEvents(500);

        assertTrue(soon(() -> ends.get() > 0));
        assertEquals(1, ends.get());
        assertEquals(
                List.of("the runtime API at " + api.address() + " gives no events: it answered 500; the process ends"),
                errors);
    }

    @Test
    void goesOnWhereTheRuntimeApiGivesEventsAgain() throws Exception {
        start(1);
        var unused = invoke("echo");

        api.giveNoEvents(500);
        assertTrue(soon(() -> api.polls() > 4));
        api.giveNoEvents(0);

        assertEquals("echo 2", invoke("echo 2").body());
        assertEquals(0, ends.get());
    }

    @Test
    void endsWhereNobodyIsThere() {
        start(RuntimeApi.at("127.0.0.1:1"), 1);

        assertTrue(soon(() -> ends.get() > 0));
        assertEquals(1, errors.size(), errors.toString());
    }

    @Test
    void answersManyAtOnceEachWithItsOwn() throws Exception {
        start(64);
        List<String> events = new ArrayList<>();
        List<CompletableFuture<Posted>> posted = new ArrayList<>();
        for (int i = 0; i < 640; i++) {
            String event = List.of("echo 0 ", "late 30 ", "fail 0 ", "large 50000 ", "never 0 ")
                            .get(i % 5)
                    + i;
            events.add(event);
            posted.add(api.invoke(event, event.startsWith("never") ? Duration.ofMillis(450) : LONG));
        }

        for (int i = 0; i < posted.size(); i++) {
            assertAnswers(events.get(i), get(posted.get(i)));
        }
        assertTrue(soon(() -> function.cancelled.size() == 128), () -> function.cancelled.size() + " cancelled");
        assertTrue(soon(() -> api.connections() == 65), () -> api.connections() + " connections");
        assertEquals(0, ends.get());
        assertEquals(List.of(), errors);
    }

    private static void assertAnswers(String event, Posted posted) {
        String expected =
                switch (event.substring(0, 4)) {
                    case "fail" -> "IllegalArgumentException for " + event;
                    case "neve" -> "TimeoutException for " + event;
                    case "larg" -> event + "x".repeat(50_000);
                    default -> event;
                };
        assertEquals(expected, posted.body());
        assertEquals(event.startsWith("fail") || event.startsWith("never"), posted.error());
    }

    @Test
    void hasAllPollersAskAtOnce() {
        start(8);

        assertTrue(soon(() -> api.polls() == 8));
    }

    @Test
    void endsAnInvocationWhoseTimeIsOver() throws Exception {
        start(1);

        Posted posted = invoke("never 1", Duration.ofMillis(600));

        assertEquals("TimeoutException for never 1", posted.body());
        assertTrue(posted.nanos() < 600_000_000L, posted.nanos() + " ns");
        assertTrue(soon(() -> function.cancelled.contains("never 1")));
        assertEquals(
                "TimeoutException for never 2",
                invoke("never 2", Duration.ofSeconds(-5)).body());
        assertEquals(0, ends.get());
    }

    @Test
    void answersForAHeldEventLoopAndEnds() throws Exception {
        start(3);
        CompletableFuture<Posted> waiting = api.invoke("never", LONG);
        assertTrue(soon(() -> function.invocations.size() == 1));

        Posted held = invoke("hold", Duration.ofMillis(1500));

        assertEquals("FunctionLost for hold", held.body());
        assertTrue(held.nanos() < 1_500_000_000L, held.nanos() + " ns");
        assertEquals("FunctionLost for never", get(waiting).body());
        assertTrue(soon(() -> ends.get() > 0));
        function.held.countDown();
        assertEquals(3, api.polls(), "an event was asked for that would have been lost");
    }

    @Test
    void doesNotTakeALoopThatWasBusyForALoss() throws Exception {
        start(2);
        CompletableFuture<Posted> held = api.invoke("hold", LONG);
        assertTrue(soon(() -> function.invocations.size() == 1));
        vertx.setTimer(1, passed -> function.held.countDown());

        assertEquals("hold", get(held).body());
        assertEquals(0, ends.get());
    }

    @Test
    void answersWhereTheMemoryRunsOutAndEnds() throws Exception {
        start(2);
        CompletableFuture<Posted> waiting = api.invoke("never", LONG);
        assertTrue(soon(() -> function.invocations.size() == 1));

        assertEquals("OutOfMemoryError for memory", invoke("memory").body());
        assertEquals("OutOfMemoryError for never", get(waiting).body());
        assertTrue(soon(() -> ends.get() > 0));
    }

    @Test
    void finishesWhatIsAtWorkAndAsksForNothingMore() throws Exception {
        start(2);
        CompletableFuture<Posted> soon = api.invoke("late 80", LONG);
        CompletableFuture<Posted> never = api.invoke("never", LONG);
        assertTrue(soon(() -> function.invocations.size() == 2));

        client.finish();

        assertEquals("late 80", soon.getNow(null).body());
        assertEquals("TimeoutException for never", never.getNow(null).body());
        assertEquals(2, api.polls());
        assertEquals(List.of(), errors);
    }

    @Test
    void finishesAtOnceWhereNothingIsAtWork() throws Exception {
        start(2);
        var unused = invoke("echo");
        assertTrue(soon(() -> api.polls() == 3));

        client.finish();
        api.close();

        assertEquals(List.of(), errors);
        assertEquals(0, ends.get());
    }
}
