package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.failure.Failure;
import io.vertx.core.VertxException;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What errors of MySQL and exceptions of its client mean. The message holds no name and no value, whatever MySQL says. */
class SqlFailuresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1040 | connection | the database has too many connections (MySQL error 1040)     | true  | false",
                "1045 | query      | the database refused the user (MySQL error 1045)             | false | false",
                "1054 | query      | a column does not exist (MySQL error 1054)                   | false | true",
                "1064 | query      | the query is not valid SQL (MySQL error 1064)                | false | true",
                "1142 | query      | the database user may not use a table so (MySQL error 1142)  | false | false",
                "1146 | query      | a table does not exist (MySQL error 1146)                    | false | true",
                "1305 | query      | a function does not exist (MySQL error 1305)                 | false | true",
                "1792 | query      | the query writes, where only reading is allowed (MySQL error 1792) | false | false",
                "3024 | query      | the query ran for too long (MySQL error 3024)                | false | false",
                "1062 | query      | a row with this key exists already (MySQL error 1062)        | false | false",
                "1205 | query      | a lock was not granted in time (MySQL error 1205)            | true  | false",
                "1213 | query      | the database ended a deadlock by rolling back (MySQL error 1213) | true | false",
                "1226 | connection | the database user has too many connections (MySQL error 1226) | true | false",
                "1243 | query      | the database has forgotten the prepared statement (MySQL error 1243) | true | false",
                "1290 | query      | the database only reads now (MySQL error 1290)               | true  | false",
                "1317 | query      | the query was ended in the database (MySQL error 1317)       | true  | false",
                "1461 | query      | the database has too many prepared statements (MySQL error 1461) | true | false",
                "1615 | query      | the database has forgotten the prepared statement (MySQL error 1615) | true | false",
                "1836 | query      | the database only reads now (MySQL error 1836)               | true  | false",
                "1267 | invalid-value | texts of different character sets cannot be compared (MySQL error 1267) | false | false",
                "1292 | invalid-value | a value is not of the type that it is compared with or converted to (MySQL error 1292) | false | false",
                "1366 | invalid-value | a value does not fit its column (MySQL error 1366)        | false | false",
                "3988 | invalid-value | a text has characters that its column or comparison cannot have (MySQL error 3988) | false | false",
                "9999 | query      | the database refused the query (MySQL error 9999)            | false | false",
                "1053 | connection | the connection to the database broke                         | true  | false",
                "4031 | connection | the connection to the database broke                         | true  | false"
            })
    void readsAnError(int code, String kind, String message, boolean temporary, boolean logged) {
        Failure failure = (Failure) SqlFailures.classify(new MySQLException("Unknown 'x'", code, "HY000"));

        assertEquals(kind, failure.code().toString());
        assertEquals(message, failure.getMessage());
        assertEquals(temporary, failure.isTemporary());
        assertEquals(logged, failure.detail().contains("Unknown 'x'"), failure.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "22001, invalid-value, false",
        "22P99, invalid-value, false",
        "40001, query, true",
        "HY000, query, false"
    })
    void readsAnErrorThatIsNotKnownByItsState(String state, String kind, boolean temporary) {
        Failure failure = (Failure) SqlFailures.classify(new MySQLException("x", 9_999, state));

        assertEquals(kind, failure.code().toString());
        assertEquals(temporary, failure.isTemporary());
        assertEquals(false, failure.isBackendFault());
    }

    @ParameterizedTest
    @CsvSource({
        "1213, false",
        "1290, true",
        "1836, true",
        "1243, true",
        "1615, true",
        "1461, true",
        "1054, false",
        "1226, false"
    })
    void givesUpAConnectionThatIsStale(int code, boolean stale) {
        assertEquals(stale, SqlFailures.endsConnection(new MySQLException("x", code, "HY000")));
        assertEquals(false, SqlFailures.isDeadConnection(new MySQLException("x", code, "HY000")));
    }

    private static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(
                        ClosedConnectionException.INSTANCE, "connection: the connection to the database broke", true),
                Arguments.of(
                        new RuntimeException("Pending requests failed to be sent due to connection has been closed."),
                        "connection: the connection to the database broke",
                        true),
                Arguments.of(
                        new IOException("10.0.0.1"),
                        "connection: no connection to the database, or it broke (IOException)",
                        false),
                Arguments.of(
                        new VertxException("Timeout"),
                        "connection: no connection to the database, or it broke (VertxException)",
                        false),
                Arguments.of(
                        new UnsupportedOperationException("auth_pam"),
                        "query: the database asks for an unknown authentication method",
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thrown")
    void readsAnException(Throwable thrown, String expected, boolean ended) {
        assertEquals(expected, SqlFailures.classify(thrown).toString());
        assertEquals(ended, SqlFailures.isDeadConnection(thrown));
    }

    @Test
    void keepsLinesOfADatabaseThatMeansIllOutOfTheLog() {
        assertEquals("a?b?", SqlFailures.refused(1064, "42000", "a\nb\u202e").detail());
    }
}
