package dev.gather.http;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.failure.Failure;
import dev.gather.stub.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects that a source follows, and those that nobody follows. */
class RedirectTest {
    private static final Map<String, String> SECRETS = Map.of("headers.x-api-key", "s3cret", "query.key", "k3y");

    private final List<RawServer.Request> seen = new CopyOnWriteArrayList<>();
    private final List<RawServer.Request> elsewhere = new CopyOnWriteArrayList<>();
    private RawServer server;
    private RawServer other;
    /** What is asked of {@code /start} before it redirects. */
    private static final Pattern STARTS = Pattern.compile("/start(?: |\\?key)");

    private String location = "";
    private int status = 302;

    @BeforeEach
    void start() throws IOException {
        server = new RawServer(this::answer);
        other = new RawServer((request, out) -> {
            elsewhere.add(request);
            write(out, ok("\"stolen\""));
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        other.close();
    }

    /** Redirects what is asked of {@code …/start}, and answers the rest. */
    private void answer(RawServer.Request request, OutputStream out) throws IOException {
        seen.add(request);
        boolean starts = STARTS.matcher(request.line()).find();
        write(
                out,
                starts
                        ? "HTTP/1.1 " + status + " Moved\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"
                        : ok("1"));
    }

    private String written(int request) {
        return seen.get(request).line().replace(" HTTP/1.1", "") + " "
                + seen.get(request).body();
    }

    @ParameterizedTest
    @CsvSource({
        "301, GET, '', GET, ''",
        "302, GET, '', GET, ''",
        "303, GET, '', GET, ''",
        "307, GET, '', GET, ''",
        "308, GET, '', GET, ''",
        "301, POST, {}, GET, ''",
        "302, POST, {}, GET, ''",
        "303, POST, {}, GET, ''",
        "307, POST, {}, POST, {}",
        "308, POST, {}, POST, {}",
        "302, PUT, {}, PUT, {}",
        "303, PUT, {}, GET, ''",
        "308, DELETE, '', DELETE, ''"
    })
    void keepTheMethodOrReadWhatTheyLeadTo(int code, String method, String body, String next, String nextBody) {
        status = code;
        location = "/end";
        try (TestUpstream upstream = new TestUpstream(server.url(), SECRETS)) {
            Optional<String> content = Optional.of(body).filter(text -> !text.isEmpty());

            assertEquals("1", String.valueOf(upstream.ask(upstream.following(method, "/start", content))));
        }
        assertEquals(2, seen.size());
        assertEquals(next + " /end?key=k3y " + nextBody, written(1));
        assertEquals("s3cret", seen.get(1).header("x-api-key"));
    }

    @ParameterizedTest
    @CsvSource({
        "/end, /end?key=k3y",
        "end, /base/a/end?key=k3y",
        "../end?x=%20y, /base/end?x=%20y&key=k3y",
        "../../../end#part, /end?key=k3y",
        "?n=2, /base/a/start?n=2&key=k3y",
        "./?key=old&n=2, /base/a/?n=2&key=k3y",
        "HTTP://127.0.0.1:PORT/end, /end?key=k3y",
        "//127.0.0.1:PORT, /?key=k3y",
        "/%C3%BC, /%C3%BC?key=k3y",
        "/a b, /a%20b?key=k3y"
    })
    void leadToAnyPlaceWithinTheOrigin(String to, String asked) {
        location = to.replace("PORT", server.url().replaceAll(".*:", ""));
        try (TestUpstream upstream = new TestUpstream(server.url() + "/base/", SECRETS)) {
            assertEquals("1", String.valueOf(upstream.ask(upstream.following("GET", "/a/start", Optional.empty()))));
        }
        assertEquals("GET " + asked + " ", written(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:OTHER/end",
                "//127.0.0.1:OTHER/end",
                "http://localhost:PORT/end",
                "https://127.0.0.1:PORT/end",
                "http://127.0.0.1/end",
                "http://a@127.0.0.1:PORT/end",
                "http://127.0.0.1:PORT@127.0.0.1:OTHER/end",
                "ftp://127.0.0.1:PORT/end",
                "file:///etc/passwd",
                "javascript:1",
                "http://",
                "http://[",
                "/%"
            })
    void leadNowhereElse(String to) {
        location = to.replace("PORT", server.url().replaceAll(".*:", ""))
                .replace("OTHER", other.url().replaceAll(".*:", ""));
        try (TestUpstream upstream = new TestUpstream(server.url(), SECRETS)) {
            assertEquals("status", upstream.ask(upstream.following("GET", "/start", Optional.empty())));
        }
        assertEquals(1, seen.size());
        assertEquals(List.of(), elsewhere);
    }

    @Test
    void endAfterFive() {
        location = "/start";
        try (TestUpstream upstream = new TestUpstream(server.url(), Map.of())) {
            assertEquals("status", upstream.ask(upstream.following("GET", "/start", Optional.empty())));
        }
        assertEquals(1 + Redirect.MOST, seen.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 304, 305, 306})
    void areNoOtherStatuses(int code) {
        status = code;
        location = "/end";
        try (TestUpstream upstream = new TestUpstream(server.url(), Map.of())) {
            assertEquals("status", upstream.ask(upstream.following("GET", "/start", Optional.empty())));
        }
        assertEquals(1, seen.size());
    }

    @Test
    void areNotFollowedUnlessTheSourceSaysSo() {
        location = "/end";
        try (TestUpstream upstream = new TestUpstream(server.url(), Map.of())) {
            Failure failure = upstream.failure("/start", 1_000_000);

            assertEquals("status: the upstream answered 302", failure.toString());
        }
        assertEquals(1, seen.size());
    }
}
