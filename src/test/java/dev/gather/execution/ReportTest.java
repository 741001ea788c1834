package dev.gather.execution;

import static dev.gather.stub.Soon.soon;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.report.ReportLog;
import dev.gather.stub.Stubs;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The report as a line of the log and as a header. */
@QuarkusTest
class ReportTest {
    @TestHTTPResource
    URL http;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getMessage());
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void listen() {
        Logger.getLogger(ReportLog.CATEGORY).addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger(ReportLog.CATEGORY).removeHandler(handler);
    }

    private RequestSpecification given() {
        return RestAssured.given().port(http.getPort()).contentType("application/json; charset=utf-8");
    }

    @Test
    void isOneLineOfJsonForEachExecution() {
        Stubs.script(Stubs.json("GET /parcels/1", "one"));
        given().body("{\"ids\": [1, \"..\"]}")
                .post("/compositions/for-each-failed-element-takes-the-fallback")
                .then()
                .statusCode(200);

        JsonObject report = new JsonObject(lines.get(0));
        JsonObject source = report.getJsonArray("sources").getJsonObject(0);

        assertEquals(1, lines.size());
        assertFalse(lines.get(0).contains("\n"));
        assertEquals(
                Set.of("timestamp", "level", "composition", "door", "status", "time", "sources"), report.fieldNames());
        assertEquals("local", report.getString("door"));
        assertEquals(200, report.getInteger("status"));
        assertEquals(
                Set.of("name", "kind", "outcome", "start", "end", "attempts", "bytes", "error"), source.fieldNames());
        assertEquals(5, source.getInteger("bytes"));
        assertEquals("unsafe-value", source.getString("error"));
    }

    @Test
    void tellsOfAFailureInTheLogAndInTheAnswer() {
        Stubs.script();
        given().post("/compositions/sql-table-does-not-exist")
                .then()
                .statusCode(502)
                .header("server-timing", matchesPattern("rows;dur=[0-9.]+;desc=failed, total;dur=[0-9.]+"));

        JsonObject report = new JsonObject(lines.get(0));

        assertEquals(502, report.getInteger("status"));
        assertEquals("query", report.getJsonArray("sources").getJsonObject(0).getString("error"));
        assertFalse(lines.get(0).contains("SELECT"));
    }

    @Test
    void countsRows() {
        given().post("/compositions/sql-exact-numbers").then().statusCode(200);

        assertTrue(lines.get(0).contains("\"rows\":1"), lines.get(0));
    }

    @Test
    void tellsOfAnExecutionWhoseCallerHasGoneAway() throws Exception {
        Stubs.script(
                Stubs.json("GET /first", 1).put("delay", 3000),
                Stubs.json("GET /beside", 1).put("delay", 3000));
        try (Socket caller = new Socket(http.getHost(), http.getPort())) {
            caller.getOutputStream()
                    .write(("POST /compositions/plan-of-three-in-a-row HTTP/1.1\r\nHost: x\r\n"
                                    + "Content-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertTrue(soon(() -> !Stubs.log().isEmpty()), "the upstream was not asked");
        }
        assertTrue(soon(() -> !lines.isEmpty()), "there is no report");

        assertEquals(499, new JsonObject(lines.get(0)).getInteger("status"));
        assertTrue(lines.get(0).contains("\"outcome\":\"cancelled\""), lines.get(0));
    }
}
