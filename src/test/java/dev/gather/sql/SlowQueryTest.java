package dev.gather.sql;

import static dev.gather.stub.Soon.soon;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A query that nobody waits for any more is stopped in the database, and its connection is not used again. */
@QuarkusTest
class SlowQueryTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TestHTTPResource
    URL http;

    @Inject
    Pool pool;

    @Test
    void stopsQueriesThatTimedOut() {
        RestAssured.given()
                .port(http.getPort())
                .post("/compositions/sql-slow-takes-the-fallback")
                .then()
                .statusCode(200)
                .body("quick[0].id", equalTo(1));

        assertTrue(soon(() -> sleeping() == 0), "the query goes on");
    }

    @Test
    void stopsTheQueriesOfAnExecutionWhoseCallerHasGoneAway() throws Exception {
        try (Socket caller = new Socket(http.getHost(), http.getPort())) {
            caller.getOutputStream()
                    .write("POST /compositions/sql-slow HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertTrue(soon(() -> sleeping() == 1), "there is no query");
        }

        assertTrue(soon(() -> sleeping() == 0), "the query goes on");
    }

    private long sleeping() {
        Row row = pool.query("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(%'")
                .execute()
                .await()
                .atMost(LIMIT)
                .iterator()
                .next();
        return row.getLong(0);
    }
}
