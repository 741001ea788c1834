package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.Soon;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A result that is too large fails as soon as that is found, ends in the database, and does not harm the next query. */
class ResultLimitsTest extends OnEachDatabase {
    /** Ten million rows. */
    private static final String ENDLESS = "SELECT a.id FROM person a, person b, person c, person d, person e, person f,"
            + " person g, person h, person i";

    private static Queries limited(int port) {
        return Queries.to(
                Queries.at(port),
                1,
                Map.of("allow-public-key-retrieval", "true", "max-rows", "1000", "max-bytes", "100K"));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void stopsAtTooManyRowsAndGoesOn(int port) {
        String running = "SELECT COUNT(*) AS x FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT a.id%'";
        try (Queries queries = limited(port)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask(ENDLESS));

            assertEquals(Code.TOO_LARGE, failure.code());
            assertEquals("the result has more than 1000 rows: select fewer, or raise max-rows", failure.getMessage());
            assertTrue(Soon.soon(() -> queries.ask(running).equals(List.of(Map.of("x", 0L)))), "it still runs");
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void takesAsManyRowsAsAreAllowed(int port) {
        try (Queries queries = limited(port)) {
            assertEquals(1000, ((List<?>) queries.ask(ENDLESS + " LIMIT 1000")).size());
            assertEquals(Map.of("id", 1L), queries.one(ENDLESS + " WHERE a.id = 1 LIMIT 1001", null));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void stopsAtTooManyBytesAndGoesOn(int port) {
        try (Queries queries = limited(port)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT REPEAT('x', 200000) AS x"));

            assertEquals(Code.TOO_LARGE, failure.code());
            assertEquals(
                    "the result is larger than 102400 bytes: select less, or raise max-bytes", failure.getMessage());
            assertEquals("[{x=5}]", queries.ask("SELECT 5 AS x").toString());
        }
    }
}
