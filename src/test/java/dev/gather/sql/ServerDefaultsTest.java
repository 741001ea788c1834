package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What succeeds is true whatever the server's defaults are. */
class ServerDefaultsTest extends OnEachMySql {
    private static final String INSERT = "INSERT INTO exact (name) VALUES ({% $input %})";

    @BeforeEach
    void change() {
        mySqlPorts().forEach(port -> runOn(port, """
                DROP TABLE IF EXISTS exact;
                CREATE TABLE exact (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(3)) ENGINE = InnoDB;
                DROP TABLE IF EXISTS inexact;
                CREATE TABLE inexact (name VARCHAR(3)) ENGINE = MyISAM;
                SET GLOBAL autocommit = 0, GLOBAL completion_type = 1, GLOBAL sql_mode = 'NO_ZERO_DATE'
                """));
    }

    @AfterEach
    void restore() {
        mySqlPorts()
                .forEach(port -> runOn(
                        port, "SET GLOBAL autocommit = 1, GLOBAL completion_type = 0, GLOBAL sql_mode = DEFAULT"));
    }

    private static Queries open(int port) {
        return Queries.to(Queries.at(port), 1, Map.of("allow-public-key-retrieval", "true", "writes", "true"));
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void keepsWritesAndShowsThem(int port) {
        try (Queries queries = open(port)) {
            for (long i = 1; i <= 3; i++) {
                assertEquals(1L, queries.write(INSERT, "a").get("affected"));
                assertEquals(List.of(Map.of("n", i)), queries.ask("SELECT COUNT(*) AS n FROM exact"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void refusesValuesThatDoNotFit(int port) {
        try (Queries queries = open(port)) {
            for (String table : List.of("exact", "inexact", "exact")) {
                String sql = "INSERT INTO " + table + " (name) VALUES ('a'), ({% $input %})";
                Failure failure = assertThrows(Failure.class, () -> queries.write(sql, "long"));

                assertEquals("a value is too long for its column (MySQL error 1406)", failure.getMessage());
            }
            assertEquals(List.of(), queries.ask("SELECT name FROM exact"));
        }
    }

    /** MariaDB's modes of other databases bring ANSI_QUOTES along. */
    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void takesTextsBetweenDoubleQuotesForTexts(int port) {
        List<String> modes = isMySql(port)
                ? List.of("ANSI", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES")
                : List.of("ANSI", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL");
        for (String mode : modes) {
            runOn(port, "SET GLOBAL sql_mode = '" + mode + "'");
            try (Queries queries = open(port)) {
                assertEquals(List.of(Map.of("x", "a\"b")), queries.ask("SELECT \"a\\\"b\" AS x"), mode);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void keepsTheOtherModes(int port) {
        try (Queries queries = open(port)) {
            assertEquals(
                    1L,
                    queries.write("INSERT INTO exact (name) SELECT FIND_IN_SET('NO_ZERO_DATE', @@sql_mode) > 0")
                            .get("affected"));

            assertEquals(List.of(Map.of("name", "1")), queries.ask("SELECT name FROM exact"));
        }
    }
}
