package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.mysqlclient.MySQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that loads files from its clients gets none from this one. */
class LocalFilesTest extends OnEachMySql {
    private static final String LOAD = "LOAD DATA LOCAL INFILE '/proc/self/stat' INTO TABLE trace";

    /** The errors of MySQL and MariaDB for a client that has not announced that it sends files. */
    private static final Set<Integer> NOT_ANNOUNCED = Set.of(1148, 3948, 4166);

    @AfterEach
    void restore() {
        mySqlPorts().forEach(port -> runOn(port, "SET GLOBAL local_infile = DEFAULT"));
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void areNotSent(int port) {
        runOn(port, "SET GLOBAL local_infile = 1");
        Map<String, String> properties = Map.of("allow-public-key-retrieval", "true", "writes", "true");
        try (Queries queries = Queries.to(Queries.at(port), 1, properties)) {
            var load = queries.writing().pool().query(LOAD).execute().toCompletionStage();
            CompletionException refused = assertThrows(
                    CompletionException.class, () -> load.toCompletableFuture().join());

            MySQLException error = assertInstanceOf(MySQLException.class, refused.getCause());
            assertTrue(NOT_ANNOUNCED.contains(error.getErrorCode()), error::toString);
            assertEquals(List.of(), queries.ask("SELECT x FROM trace"));
        }
    }
}
