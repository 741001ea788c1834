package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How values are bound to a query: never as text, each element of a list on its own. */
class ParametersTest {
    private static final String CAST = "CAST(? AS DECIMAL(65,2))";

    private final StatementKinds kinds = new StatementKinds();

    private BoundStatement request(Object... values) {
        return request(ExpressionPlace.VALUE, values);
    }

    private BoundStatement request(ExpressionPlace place, Object... values) {
        List<String> pieces = new ArrayList<>(Collections.nCopies(values.length, " "));
        pieces.add("");
        Parameters parameters = new Parameters(MySqlDialect.PLAIN);
        for (Object value : values) {
            parameters.add(value, place);
        }
        return parameters.bound(
                new SqlStatement(pieces, List.of(), List.of(), SessionUse.NONE, MySqlDialect.PLAIN, kinds, false));
    }

    private static Stream<Arguments> values() {
        BigDecimal price = new BigDecimal("1.50");
        return Stream.of(
                Arguments.of("nothing", List.of(), "", "", List.of()),
                Arguments.of("one", List.of("a"), " ?", "s", List.of("a")),
                Arguments.of("null", Collections.singletonList(null), " ?", "n", Collections.singletonList(null)),
                Arguments.of("two", List.of(1, "a"), " ? ?", "is", List.of(1L, "a")),
                Arguments.of("two of a type", List.of(1, 2), " ? ?", "ii", List.of(1L, 2L)),
                Arguments.of("a decimal", List.of(price), " " + CAST, "s", List.of("1.50")),
                Arguments.of("a list", List.of(List.of(1, 2, 3)), " ?, ?, ?", "i3", List.of(1L, 2L, 3L)),
                Arguments.of("an empty list", List.of(List.of()), " NULL", "", List.of()),
                Arguments.of("an object", List.of(Map.of("a", price)), " ?", "s", List.of("{\"a\":1.50}")),
                Arguments.of(
                        "a list and more",
                        List.of(List.of(1, 2), 0.5, "a"),
                        " ?, ? ? ?",
                        "i2fs",
                        List.of(1L, 2L, 0.5, "a")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void binds(String unusedName, List<Object> values, String sql, String types, List<Object> bound) {
        BoundStatement request = request(values.toArray());

        assertEquals(sql, request.sql());
        assertEquals(types, request.types());
        assertEquals(bound, request.values());
    }

    @Test
    void preparesAListOfSeveralTypesForOneTimeOnly() {
        assertNull(request(Arrays.asList(1, "a")).types());
    }

    @Test
    void keepsSixteenCombinationsOfTypesPrepared() {
        for (int scale = 1; scale <= 16; scale++) {
            assertEquals("s", request(BigDecimal.ONE.movePointLeft(scale)).types());
        }

        assertNull(request(BigDecimal.ONE.movePointLeft(17)).types());
        assertEquals("s", request(BigDecimal.ONE.movePointLeft(16)).types());
    }

    @Test
    void keepsSixteenLengthsOfAListPrepared() {
        for (int length = 1; length <= 16; length++) {
            assertEquals(
                    "s" + (length == 1 ? "" : length),
                    request(Collections.nCopies(length, "a")).types());
        }

        assertNull(request(Collections.nCopies(17, "a")).types());
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "1, 1, 1",
        "2, 1, 2",
        "3, 1, 4",
        "4, 1, 4",
        "5, 1, 8",
        "6, 1, 8",
        "7, 1, 8",
        "1000, 1, 1024",
        "32768, 1, 32768",
        "32769, 1, 32769",
        "65535, 1, 65535",
        "3, 2, 4",
        "5, 7, 8",
        "4681, 7, 8192",
        "9362, 7, 9362"
    })
    void repeatsTheLastElementOfAListUpToAPowerOfTwo(int length, int width, int padded) {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            rows.add(width == 1 ? i : Collections.nCopies(width, i));
        }

        List<Object> values = request(ExpressionPlace.list(width), rows).values();

        assertEquals(padded * width, values.size());
        assertEquals(Set.of(length - 1L), Set.copyOf(values.subList(width * (length - 1), values.size())));
    }

    @Test
    void needsFewStatementsForListsOfManyLengths() {
        Set<String> texts = new HashSet<>();
        for (int length = 1; length <= 1_000; length++) {
            texts.add(request(ExpressionPlace.list(1), Collections.nCopies(length, 1))
                    .on("mark"));
        }

        assertEquals(11, texts.size());
    }

    @Test
    void padsAsFarAsThereIsRoom() {
        List<Integer> many = Collections.nCopies(20_000, 1);

        assertEquals(
                32_768 + 20_000,
                request(ExpressionPlace.list(1), many, many).values().size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void bindsRows(String unusedName, List<Object> value, String sql, String types, List<Object> bound) {
        BoundStatement request = request(ExpressionPlace.list(2), value);

        assertEquals(" " + sql, request.sql());
        assertEquals(types, request.types());
        assertEquals(bound, request.values());
    }

    private static Stream<Arguments> rows() {
        List<Object> a = List.of(1, "a");
        List<Object> b = List.of(2, "b");
        return Stream.of(
                Arguments.of("none", List.of(), "(NULL, NULL)", "", List.of()),
                Arguments.of("one", List.of(a), "(?, ?)", "(is)", List.of(1L, "a")),
                Arguments.of("a single one", a, "(?, ?)", "(is)", List.of(1L, "a")),
                Arguments.of("two", List.of(a, b), "(?, ?), (?, ?)", "(is)2", List.of(1L, "a", 2L, "b")),
                Arguments.of(
                        "three",
                        List.of(a, a, b),
                        "(?, ?), (?, ?), (?, ?), (?, ?)",
                        "(is)4",
                        List.of(1L, "a", 1L, "a", 2L, "b", 2L, "b")),
                Arguments.of(
                        "of several types",
                        List.of(a, List.of("b", 2)),
                        "(?, ?), (?, ?)",
                        null,
                        List.of(1L, "a", "b", 2L)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unfit")
    void refusesWhatCannotStandThere(ExpressionPlace place, Object value, String message) {
        Failure failure = assertThrows(Failure.class, () -> request(place, value));

        assertEquals(Failure.Code.UNSAFE_VALUE, failure.code());
        assertEquals(message, failure.getMessage());
    }

    private static Stream<Arguments> unfit() {
        String lists = "a list of lists stands where single values are needed: it is for rows, as in (a, b) IN (…)";
        String object = "an object stands in a list of IN: compare with one of its members, as in $orders.id";
        String single =
                "a single value stands in a list of IN that compares rows of 2 values: a list of lists is needed,"
                        + " as in [[1, 2], [3, 4]]";
        String many = "the statement has %d values, and MySQL takes at most 65535: divide the list, as in forEach:"
                + " '{%% $partition($ids, 1000) %%}'";
        ExpressionPlace list = ExpressionPlace.list(1);
        ExpressionPlace rows = ExpressionPlace.list(2);
        return Stream.of(
                Arguments.of(ExpressionPlace.VALUE, List.of(List.of(1)), lists),
                Arguments.of(list, List.of(1, List.of(2)), lists),
                Arguments.of(list, List.of(1, Map.of("a", 1)), object),
                Arguments.of(list, Map.of("a", 1), object),
                Arguments.of(rows, List.of(List.of(1, Map.of())), object),
                Arguments.of(rows, List.of(List.of(1, List.of())), lists),
                Arguments.of(rows, 1, single),
                Arguments.of(rows, List.of(1, 2, 3), single),
                Arguments.of(rows, List.of(List.of(1, 2), 3), single),
                Arguments.of(rows, Map.of("a", 1), single),
                Arguments.of(rows, Arrays.asList(List.of(1, 2), null), single),
                Arguments.of(
                        rows,
                        List.of(List.of(1, 2), List.of(1, 2, 3)),
                        "a row of 3 values stands in a list of IN that compares rows of 2"),
                Arguments.of(list, Collections.nCopies(65_536, 1), String.format(many, 65_536)),
                Arguments.of(rows, Collections.nCopies(40_000, List.of(1, 2)), String.format(many, 80_000)),
                Arguments.of(ExpressionPlace.VALUE, "\ud83d", "a value has half of a character (a lone surrogate)"));
    }

    @Test
    void takesNothingForAnEmptyListOfRows() {
        assertEquals(
                " (NULL, NULL)",
                request(ExpressionPlace.list(2), new Object[] {null}).sql());
    }

    @Test
    void bindsAsManyValuesAsTheProtocolCounts() {
        assertEquals(65_535, request(Collections.nCopies(65_535, 1)).values().size());
    }

    @Test
    void tellsRequestsApartByTheirValuesAndTypes() {
        assertEquals(request(1, "a").key(), request(1, "a").key());
        Stream.of(request("1", "a"), request(1, "b"), request(1), request(List.of(1, "a")))
                .forEach(other -> assertNotEquals(request(1, "a").key(), other.key()));
    }
}
