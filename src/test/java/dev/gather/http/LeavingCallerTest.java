package dev.gather.http;

import static dev.gather.stub.Soon.soon;
import static dev.gather.stub.Stubs.json;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.Stubs;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A caller of local HTTP who leaves at once is noticed, however soon it leaves. */
@QuarkusTest
class LeavingCallerTest {
    private static final int CALLERS = 120;

    @TestHTTPResource
    URL http;

    @Test
    void endsWhatIsAskedForIt() throws Exception {
        Stubs.script(
                json("GET /first", 1).put("delay", 60_000).put("times", CALLERS),
                json("GET /beside", 1).put("delay", 60_000).put("times", CALLERS));

        for (int caller = 0; caller < CALLERS; caller++) {
            leaveAfter(caller % 6, caller % 2 == 0);
        }

        assertTrue(soon(() -> open().isEmpty()), open().size() + " requests stayed open: " + open());
    }

    private void leaveAfter(int millis, boolean reset) throws Exception {
        try (Socket caller = new Socket(http.getHost(), http.getPort())) {
            caller.setSoLinger(reset, 0);
            caller.getOutputStream()
                    .write(
                            "POST /compositions/plan-of-three-in-a-row HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
                                    .getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(millis);
        }
    }

    private static List<JsonObject> open() {
        return Stubs.log().stream()
                .filter(entry -> !entry.getBoolean("closed", false))
                .toList();
    }
}
