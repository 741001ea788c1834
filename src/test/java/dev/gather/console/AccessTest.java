package dev.gather.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the console refuses, on a raw socket: it runs compositions and writes files. */
@QuarkusTest
class AccessTest {
    private static final String NAME = "console-access";
    private static final String LOCAL = "Host: localhost:8080";
    private static final String JSON = "Content-Type: application/json";

    @Inject
    ConsoleServer console;

    @BeforeEach
    void write() throws IOException {
        console.write(NAME, "output: ran\n");
    }

    @AfterEach
    void remove() throws IOException {
        console.remove(NAME);
    }

    private String send(String method, String path, String body, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", console.port())) {
            socket.setSoTimeout(20_000);
            String head = method + " " + path + " HTTP/1.1\r\nConnection: close\r\nContent-Length: " + body.length()
                    + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            try (InputStream answer = socket.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private String run(String... headers) throws IOException {
        return send("POST", "/q/console/run", "{\"composition\": \"" + NAME + "\"}", headers);
    }

    private static void assertRefused(String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 403 Forbidden\r\n"), answer);
        assertFalse(answer.contains("ran"), answer);
    }

    @Test
    void runsForItsOwnPage() throws IOException {
        String answer = run(LOCAL, "Origin: http://localhost:8080", "Sec-Fetch-Site: same-origin", JSON);

        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        assertTrue(answer.contains("\"answer\":\"ran\""), answer);
    }

    /** The second is the origin that CORS allows in the tests' configuration. */
    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://app.example.com", "null", "http://localhost.evil.example"})
    void refusesForeignOrigins(String origin) throws IOException {
        assertRefused(run(LOCAL, "Origin: " + origin, JSON));
        assertRefused(send("GET", "/q/console/state", "", LOCAL, "Origin: " + origin));
        assertRefused(send("GET", "/q/console/events", "", LOCAL, "Origin: " + origin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.nip.io"})
    void refusesForeignHosts(String host) throws IOException {
        for (String path : List.of("run", "evaluate", "save", "forget")) {
            assertRefused(send("POST", "/q/console/" + path, "{}", "Host: " + host, JSON));
        }
        for (String path : List.of("state", "events", "", "console.js")) {
            assertRefused(send("GET", "/q/console/" + path, "", "Host: " + host));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void refusesWhatAFormCanSend(String type) throws IOException {
        assertRefused(run(LOCAL, "Content-Type: " + type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void refusesPagesOfOtherPorts(String site) throws IOException {
        assertRefused(run(LOCAL, JSON, "Sec-Fetch-Site: " + site));
    }

    @Test
    void writesNothingForOthers() throws IOException {
        String own = run(LOCAL, JSON);
        String id = own.replaceAll("(?s).*\"id\":(\\d+),.*", "$1");

        assertRefused(
                send("POST", "/q/console/save", "{\"run\": " + id + "}", LOCAL, JSON, "Origin: https://evil.example"));

        assertFalse(Files.exists(console.tests(NAME)));
    }

    @Test
    void doesNothingByGet() throws IOException {
        for (String path : List.of("run", "evaluate", "save", "forget")) {
            String answer = send("GET", "/q/console/" + path, "", LOCAL);

            assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2fapplication.properties", "..%2Fconsole.js", "package-info.class", "x.js", "a/b.js"})
    void givesNoOtherFile(String file) throws IOException {
        assertTrue(send("GET", "/q/console/" + file, "", LOCAL).startsWith("HTTP/1.1 404 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "console.js", "state"})
    void allowsNoScriptOfOthers(String path) throws IOException {
        String answer = send("GET", "/q/console/" + path, "", LOCAL);

        assertTrue(answer.contains("content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'"));
        assertTrue(answer.contains("frame-ancestors 'none'"), answer);
        assertTrue(answer.contains("x-content-type-options: nosniff"), answer);
        assertTrue(answer.contains("cross-origin-resource-policy: same-origin"), answer);
        assertEquals(-1, answer.indexOf("access-control-allow-origin"), answer);
    }
}
