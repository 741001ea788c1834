package dev.gather.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Dev mode's port for events, on a raw socket: a browser would not send what is refused here. */
class EventServerTest {
    private static final String REFUSED = "HTTP/1.1 403 Forbidden";
    private static final List<String> EVENTS = new ArrayList<>();

    private static Vertx vertx;
    private static HttpServer server;
    private static EventServer events;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        RequestGuard guard = new RequestGuard(
                List.of("Work.Space.example", "*.preview.example"), List.of("https://app.example", "*"));
        events = new EventServer(
                (event, answer, context) -> {
                    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
                    EVENTS.add(text);
                    if (text.equals("wait")) {
                        events().stop();
                    }
                    if (text.equals("fail")) {
                        throw new IllegalArgumentException("it \"failed\"");
                    }
                    answer.write(("{\"got\": \"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
                },
                new ObjectMapper(),
                guard);
        server =
                events.start(vertx, 0).toCompletionStage().toCompletableFuture().join();
    }

    private static EventServer events() {
        return events;
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String send(String body, String... headers) throws IOException {
        return request("POST", body, headers);
    }

    private static String request(String method, String body, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
            socket.setSoTimeout(10_000);
            String head = method + " /any/path HTTP/1.1\r\nConnection: close\r\nContent-Length: " + body.length()
                    + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            try (InputStream answer = socket.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    @Test
    void handsEventsToTheFunctionAndItsAnswerBack() throws IOException {
        String answer = send("event", "Host: localhost:8083", "Content-Type: application/x-www-form-urlencoded");

        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        assertTrue(answer.contains("content-type: application/json"), answer);
        assertTrue(answer.endsWith("\r\n\r\n{\"got\": \"event\"}"), answer);
    }

    @Test
    void tellsTheFunctionsErrorAsLambdaDoes() throws IOException {
        String answer = send("fail", "Host: localhost:8083");

        assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
        assertTrue(
                answer.endsWith(
                        "{\"errorType\":\"java.lang.IllegalArgumentException\",\"errorMessage\":\"it \\\"failed\\\"\"}"),
                answer);
    }

    @Test
    void tellsThoseThatWaitToAskAgainWhenItStops() throws IOException {
        String answer = send("wait", "Host: localhost");

        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        assertTrue(answer.endsWith("{\"errorType\":\"Restarting\"}"), answer);
    }

    @Test
    void takesPostsOnly() throws IOException {
        assertTrue(request("GET", "", "Host: localhost").startsWith("HTTP/1.1 405 "));
    }

    @TestFactory
    Stream<DynamicTest> refusesForeignRequestsBeforeTheFunctionSeesThem() {
        return Stream.of(
                        List.of("Host: evil.example"),
                        List.of("Host: evil.example:8083"),
                        List.of("Host: localhost.evil.example"),
                        List.of("Host: 127.0.0.1.evil.example"),
                        List.of("Host: 192.168.1.2:8083"),
                        List.of("Host: preview.example"),
                        List.of("Host: evilpreview.example"),
                        List.of("Host: user@localhost"),
                        List.of("Host: "),
                        List.of("Host: localhost", "Host: evil.example"),
                        List.of("Host: localhost", "Origin: https://evil.example", "Content-Type: text/plain"),
                        List.of("Host: localhost", "Origin: http://localhost.evil.example"),
                        List.of("Host: localhost", "Origin: http://evil.example:8083"),
                        List.of("Host: localhost", "Origin: http://localhost:80@evil.example"),
                        List.of("Host: localhost", "Origin: null"),
                        List.of("Host: localhost", "Origin: "),
                        List.of("Host: localhost", "Origin: file://"),
                        List.of("Host: localhost", "Origin: chrome-extension://localhost"),
                        List.of("Host: localhost", "Origin: http://localhost", "Origin: http://evil.example"))
                .map(headers -> DynamicTest.dynamicTest(headers.toString(), () -> {
                    String event = "foreign" + headers;

                    String answer = send(event, headers.toArray(String[]::new));

                    assertTrue(answer.startsWith(REFUSED) || answer.startsWith("HTTP/1.1 400"), answer);
                    assertFalse(answer.toLowerCase(Locale.ROOT).contains("access-control"), answer);
                    assertFalse(EVENTS.contains(event));
                }));
    }

    @Test
    void saysHowToAllowWhatIsRefused() throws IOException {
        assertTrue(send("x", "Host: evil.example")
                .endsWith("the Host of this one is foreign. If it is yours, add it to gather.dev.allowed-hosts.\n"));
        assertTrue(send("x", "Host: localhost", "Origin: http://evil.example")
                .endsWith("is foreign. If it is yours, add its host to gather.dev.allowed-hosts.\n"));
    }

    @TestFactory
    Stream<DynamicTest> answersThisMachineAndWhatIsAllowed() {
        return Stream.of(
                        List.of("Host: localhost"),
                        List.of("Host: LOCALHOST:8083"),
                        List.of("Host: 127.0.0.1:9"),
                        List.of("Host: [::1]:8083"),
                        List.of("Host: work.space.example"),
                        List.of("Host: a.b.preview.example:443"),
                        List.of("Host: localhost", "Origin: http://localhost:3000"),
                        List.of("Host: localhost", "Origin: https://work.space.example"),
                        List.of("Host: localhost", "Origin: https://app.example"))
                .map(headers -> DynamicTest.dynamicTest(headers.toString(), () -> {
                    String answer = send("ours", headers.toArray(String[]::new));

                    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
                }));
    }

    @Test
    void listensOnTheLoopbackAddressAlone() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();

        for (InetAddress other : others) {
            assertFalse(connects(other), other::toString);
        }
        assertTrue(connects(InetAddress.getByName("127.0.0.1")));
    }

    private static boolean connects(InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, server.actualPort()), 2_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void keepsTheSilentPortOpenAndSilent() throws IOException {
        int port = SilentPort.number();
        assertEquals(port, SilentPort.number());
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(300);
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertFalse(answers(socket));
        }
    }

    private static boolean answers(Socket socket) {
        try {
            return socket.getInputStream().read() >= -1;
        } catch (IOException timeout) {
            return false;
        }
    }
}
