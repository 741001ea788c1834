package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.json.ExactJson;
import java.io.IOException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a source and the configuration of its datasource say about columns. */
class ColumnTypesTest extends OnEachMySql {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @BeforeAll
    void create() {
        mySqlPorts().forEach(port -> runOn(port, """
                DROP TABLE IF EXISTS typed;
                CREATE TABLE typed (id INT PRIMARY KEY, flag BOOLEAN, bits BIT(1), tiny TINYINT(1) UNSIGNED, small TINYINT(4),
                    wide BIT(2), doc JSON, words LONGTEXT, bytes BLOB, at TIMESTAMP(6) NULL, local DATETIME);
                SET time_zone = '+00:00';
                INSERT INTO typed VALUES
                    (1, TRUE, b'1', 2, 1, b'1', '{"a": 0.000000000000000000000000000001, "b": [1.25, null]}', '[12.50]',
                        '{"c": true}', '2024-10-27 00:30:00.25', '2024-10-27 00:30:00'),
                    (2, FALSE, b'0', 0, 0, b'0', 'null', NULL, NULL, '2024-07-01 12:00:00', NULL),
                    (3, NULL, NULL, NULL, NULL, NULL, NULL, 'no JSON', NULL, NULL, NULL)
                """));
    }

    private static Queries with(int port, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("allow-public-key-retrieval", "true");
        return Queries.to(Queries.at(port), 1, all);
    }

    private static List<?> ask(Queries queries, String sql, ColumnTypes types) {
        return (List<?>) queries.typed(sql, types);
    }

    private static ColumnTypes json(String... names) {
        return new ColumnTypes(false, Set.of(names), ColumnTypes.PLAIN.zone());
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void makesTruthValuesOfBooleansIfAsked(int port) throws IOException {
        String sql = "SELECT flag, bits, tiny, small, wide FROM typed ORDER BY id";
        try (Queries queries = to(port)) {
            assertEquals(
                    "[{\"flag\":1,\"bits\":1,\"tiny\":2,\"small\":1,\"wide\":1},{\"flag\":0,\"bits\":0,\"tiny\":0,\"small\":0,"
                            + "\"wide\":0},{\"flag\":null,\"bits\":null,\"tiny\":null,\"small\":null,\"wide\":null}]",
                    ExactJson.text(queries.ask(sql)));
            assertEquals(
                    "[{\"flag\":true,\"bits\":true,\"tiny\":true,\"small\":1,\"wide\":1},{\"flag\":false,\"bits\":false,"
                            + "\"tiny\":false,\"small\":0,\"wide\":0},{\"flag\":null,\"bits\":null,\"tiny\":null,\"small\":null,"
                            + "\"wide\":null}]",
                    ExactJson.text(ask(queries, sql, new ColumnTypes(true, Set.of(), ColumnTypes.PLAIN.zone()))));
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void readsTheJsonOfTextsIfAsked(int port) throws IOException {
        try (Queries queries = to(port)) {
            String sql = "SELECT doc, words, bytes FROM typed WHERE id < 3 ORDER BY id";
            assertEquals(
                    "[{\"doc\":{\"a\":0.000000000000000000000000000001,\"b\":[1.25,null]},\"words\":[12.50],\"bytes\":{\"c\":true}},"
                            + "{\"doc\":null,\"words\":null,\"bytes\":null}]",
                    ExactJson.text(ask(queries, sql, json("doc", "words", "bytes"))));
            String computed =
                    "SELECT JSON_OBJECT('id', id, 'price', CAST(12.50 AS DECIMAL(10, 2))) AS o FROM typed WHERE id = 1";
            assertEquals("[{\"o\":{\"id\":1,\"price\":12.50}}]", ExactJson.text(ask(queries, computed, json("o"))));
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void refusesWhatIsNoJson(int port) {
        try (Queries queries = to(port)) {
            Failure malformed = assertThrows(
                    Failure.class, () -> ask(queries, "SELECT words FROM typed WHERE id = 3", json("words")));
            assertEquals("a JSON column cannot be read", malformed.getMessage());
            Failure absent = assertThrows(
                    Failure.class,
                    () -> ask(queries, "SELECT id, words FROM typed WHERE id = 1", json("words", "wrods")));
            assertEquals("json names wrods, of which the query has no columns", absent.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("zones")
    void showsMomentsWithTheirOffset(int port, String zone, String moment, String summer) {
        try (Queries queries = with(port, Map.of("time-zone", zone))) {
            ColumnTypes types = new ColumnTypes(false, Set.of(), ZoneId.of(zone).getRules());
            assertEquals(
                    List.of(Map.of("at", moment), Map.of("at", summer)),
                    ask(queries, "SELECT at FROM typed WHERE id < 3 ORDER BY id", types));
            assertEquals(
                    List.of(Map.of("local", "2024-10-27T00:30:00")),
                    ask(queries, "SELECT local FROM typed WHERE id = 1", types));
        }
    }

    Stream<Arguments> zones() {
        return mySqlPorts().stream()
                .flatMap(port -> Stream.of(
                        Arguments.of(port, "UTC", "2024-10-27T00:30:00.25+00:00", "2024-07-01T12:00:00+00:00"),
                        Arguments.of(port, "+05:30", "2024-10-27T06:00:00.25+05:30", "2024-07-01T17:30:00+05:30"),
                        Arguments.of(port, "-03:30", "2024-10-26T21:00:00.25-03:30", "2024-07-01T08:30:00-03:30")));
    }

    /** At the end of summer time, clocks show the hour after two twice. */
    @ParameterizedTest
    @CsvSource({
        "2024-03-31 01:59:59, 2024-03-31T01:59:59+01:00",
        "2024-03-31 03:00:00, 2024-03-31T03:00:00+02:00",
        "2024-10-27 01:59:59, 2024-10-27T01:59:59+02:00",
        "2024-10-27 02:30:00, 2024-10-27T02:30:00",
        "2024-10-27 03:00:00, 2024-10-27T03:00:00+01:00"
    })
    void knowsOffsetsThatChange(String shown, String text) {
        byte[] date = {7, (byte) 0xE8, 0x07, 0, 0, 0, 0, 0};
        String[] parts = shown.split("[- :]");
        for (int i = 1; i < parts.length; i++) {
            date[i + 2] = Byte.parseByte(parts[i]);
        }
        assertEquals(text, new InstantType(BERLIN.getRules()).read(new PacketBytes(date), null));
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void meansTheSameWhateverTheServersMode(int port) {
        String quotes = "SELECT \"it's\" AS a, 'C:\\\\' AS b, {% $input %} AS c";
        try {
            runOn(port, "SET GLOBAL sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES,NO_ZERO_DATE'");
            try (Queries queries = to(port)) {
                assertEquals(List.of(Map.of("a", "it's", "b", "C:\\", "c", "\"\\'")), queries.ask(quotes, "\"\\'"));
                String modes = ((Map<?, ?>) queries.one("SELECT @@sql_mode AS x", null))
                        .get("x")
                        .toString();
                assertTrue(modes.contains("PIPES_AS_CONCAT") && modes.contains("NO_ZERO_DATE"), modes);
                assertFalse(modes.contains("ANSI") || modes.contains("BACKSLASH"), modes);
            }
        } finally {
            runOn(port, "SET GLOBAL sql_mode = DEFAULT");
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void setsWhatTheConfigurationSays(int port) {
        Map<String, String> settings =
                Map.of("sql-mode", "ansi_quotes, no_zero_date", "group-concat-max-len", "5", "time-zone", "+01:00");
        try (Queries queries = with(port, settings)) {
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        List.of(Map.of("m", "ANSI_QUOTES,NO_ZERO_DATE", "z", "+01:00")),
                        queries.ask("SELECT @@sql_mode AS \"m\", @@time_zone AS z"));
                assertEquals(
                        List.of(Map.of("ids", "1,2,3")),
                        queries.ask("SELECT GROUP_CONCAT(id ORDER BY id) AS ids FROM typed WHERE @state IS NULL"));
            }
        }
    }
}
