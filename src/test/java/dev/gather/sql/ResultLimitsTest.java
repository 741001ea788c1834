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

    private static Queries limited(TestDatabase database) {
        return database.open(1, Map.of("max-rows", "1000", "max-bytes", "100K"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void stopsAtTooManyRowsAndGoesOn(TestDatabase database) {
        try (Queries queries = limited(database)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask(ENDLESS));

            assertEquals(Code.TOO_LARGE, failure.code());
            assertEquals("the result has more than 1000 rows: select fewer, or raise max-rows", failure.getMessage());
            assertTrue(Soon.soon(() -> database.running(queries, "SELECT a.id%") == 0), "it still runs");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void takesAsManyRowsAsAreAllowed(TestDatabase database) {
        try (Queries queries = limited(database)) {
            assertEquals(1000, ((List<?>) queries.ask(ENDLESS + " LIMIT 1000")).size());
            assertEquals(Map.of("id", 1L), queries.one(ENDLESS + " WHERE a.id = 1 LIMIT 1001", null));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void stopsAtTooManyBytesAndGoesOn(TestDatabase database) {
        try (Queries queries = limited(database)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT REPEAT('x', 200000) AS x"));

            assertEquals(Code.TOO_LARGE, failure.code());
            assertEquals(
                    "the result is larger than 102400 bytes: select less, or raise max-bytes", failure.getMessage());
            assertEquals("[{x=5}]", queries.ask("SELECT 5 AS x").toString());
        }
    }
}
