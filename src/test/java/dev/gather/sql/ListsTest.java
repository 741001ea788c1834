package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lists in statements mean to the databases. */
class ListsTest extends OnEachDatabase {
    private static final List<Object> EMPTY = List.of();

    @BeforeAll
    void fillPairs() {
        databases().forEach(database -> database.run("""
                DROP TABLE IF EXISTS pair;
                CREATE TABLE pair (id INT PRIMARY KEY, a INT, b VARCHAR(20));
                INSERT INTO pair VALUES (1, 1, 'x'), (2, 1, 'y'), (3, 2, 'x'), (4, NULL, 'x'), (5, 2, NULL);
                DROP TABLE IF EXISTS pattern;
                CREATE TABLE pattern (id INT PRIMARY KEY, text VARCHAR(20));
                INSERT INTO pattern VALUES (1, '5%% off'), (2, '5 percent'), (3, 'a_b'), (4, 'axb'), (5, %s'a\\\\b'), (6, %<s'a\\\\\\\\b')
                """.formatted(database.words("", "E"))));
    }

    private static String ids(Queries queries, String condition, Object input) {
        return ((List<?>) queries.ask("SELECT id FROM pair WHERE " + condition + " ORDER BY id", input))
                .stream().map(row -> ((Map<?, ?>) row).get("id").toString()).collect(Collectors.joining(" "));
    }

    /** Elsewhere repetitions would matter. */
    @ParameterizedTest
    @MethodSource("databases")
    void keepTheirLengthElsewhere(TestDatabase database) {
        try (Queries queries = database.reading()) {
            for (int size = 1; size <= 20; size++) {
                List<Integer> list = IntStream.range(0, size).boxed().toList();

                String sql = database.words(
                        "SELECT JSON_LENGTH(JSON_ARRAY({% $input %})) AS n, CONCAT({% $input %}) AS t",
                        "SELECT cardinality(ARRAY[{% $input %}]) AS n, array_to_string(ARRAY[{% $input %}], '') AS t");

                Map<?, ?> row = (Map<?, ?>) queries.one(sql, list);

                assertEquals(String.valueOf(size), row.get("n").toString());
                assertEquals(list.stream().map(String::valueOf).collect(Collectors.joining()), row.get("t"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void compareRows(TestDatabase database) {
        String in = "(a, b) IN ({% $input %})";
        String notIn = "(a, b) NOT IN ({% $input %})";
        try (Queries queries = database.reading()) {
            List<?> two = List.of(List.of(1, "x"), List.of(2, "x"));

            assertEquals("1 3", ids(queries, in, two));
            assertEquals("1 3", ids(queries, "((a, b)) IN ({% $input %})", two));
            assertEquals("1 3", ids(queries, "(((a), (b))) IN ({% $input %})", two));
            assertEquals("1 3", ids(queries, "NOT ((a, b) NOT IN ({% $input %})) AND ((a) IN (1, 2))", two));
            assertEquals("2", ids(queries, notIn, two));
            assertEquals("2", ids(queries, in, List.of(1, "y")));
            assertEquals("1", ids(queries, in, List.of(List.of(1, "x"), List.of(7, "x"), List.of(8, "x"))));
            assertEquals("", ids(queries, in, List.of(Arrays.asList(1, null), Arrays.asList(null, "x"))));
            assertEquals("3 5", ids(queries, notIn, Collections.singletonList(Arrays.asList(1, null))));
            assertEquals("", ids(queries, in, EMPTY));
            assertEquals("", ids(queries, notIn, EMPTY));
            assertEquals("", ids(queries, in, null));
            assertEquals("1 2 3 4 5", ids(queries, "ROW(a, b, id) IN ({% $input %}) OR TRUE", EMPTY));
            assertEquals("3 5", ids(queries, "(a, id) IN ({% $input %})", List.of(List.of(2, 3), List.of(2, 5))));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void haveAsManyValuesAsTheProtocolCounts(TestDatabase database) {
        List<Integer> most = IntStream.rangeClosed(1, 65_535).boxed().toList();
        List<Object> more = new ArrayList<>(most);
        more.add(0);
        List<List<Integer>> pairs = IntStream.range(0, database.isPostgreSql() ? 4_000 : 32_767)
                .mapToObj(i -> List.of(2, i))
                .toList();
        try (Queries queries = database.reading()) {
            assertEquals("1 2 3 4 5", ids(queries, "id IN ({% $input %})", most));
            assertEquals("3 5", ids(queries, "(a, id) IN ({% $input %})", pairs));
            Failure failure = assertThrows(Failure.class, () -> ids(queries, "id IN ({% $input %})", more));
            assertEquals(
                    "the statement has 65536 values, and " + database.words("MySQL", "PostgreSQL")
                            + " takes at most 65535: divide the list,"
                            + " as in forEach: '{% $partition($ids, 1000) %}'",
                    failure.getMessage());
        }
    }

    /** A comparison with many rows is as deep as they are many. */
    @ParameterizedTest
    @MethodSource("postgreSql")
    void areTooManyRowsBeforeTheyAreTooManyValues(TestDatabase database) {
        List<List<Integer>> pairs =
                IntStream.range(0, 32_767).mapToObj(i -> List.of(2, i)).toList();
        try (Queries queries = database.reading()) {
            Failure failure = assertThrows(Failure.class, () -> ids(queries, "(a, id) IN ({% $input %})", pairs));
            assertEquals(
                    "the statement is too large for the database: divide its lists (PostgreSQL error 54001)",
                    failure.getMessage());
            assertEquals("3 5", ids(queries, "(a, id) IN ({% $input %})", pairs.subList(0, 100)));
        }
    }

    /** A backslash escapes in patterns, since MySQL's mode by which it does not is taken from the session. */
    @ParameterizedTest
    @MethodSource("databases")
    void matchEscapedTextsAsTheyAre(TestDatabase database) {
        if (database.isPostgreSql()) {
            matchEscapedTexts(database);
            return;
        }
        for (String mode : List.of("", "NO_BACKSLASH_ESCAPES,ANSI_QUOTES")) {
            database.run("SET GLOBAL sql_mode = '" + mode + "'");
            try {
                matchEscapedTexts(database);
            } finally {
                database.run("SET GLOBAL sql_mode = DEFAULT");
            }
        }
    }

    private static void matchEscapedTexts(TestDatabase database) {
        String sql = "SELECT id FROM pattern WHERE text LIKE {% $escapeLike($input) & '%' %} ORDER BY id";
        try (Queries queries = database.reading()) {
            assertEquals("[{id=1}]", queries.ask(sql, "5%").toString());
            assertEquals("[{id=3}]", queries.ask(sql, "a_").toString());
            assertEquals("[{id=5}, {id=6}]", queries.ask(sql, "a\\").toString());
            assertEquals("[{id=6}]", queries.ask(sql, "a\\\\").toString());
            assertEquals("[]", queries.ask(sql, "%").toString());
        }
    }
}
