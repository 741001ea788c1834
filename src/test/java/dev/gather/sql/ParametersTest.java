package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How values are bound to a query: never as text, each element of a list on its own. */
class ParametersTest {
    private static final String CAST = "CAST(? AS DECIMAL(65,2))";

    private final SqlStatement statement =
            new SqlStatement(List.of(), List.of(), Set.of(), SessionUse.NONE, new StatementKinds());

    private BoundStatement request(Object... values) {
        Parameters parameters = new Parameters();
        for (Object value : values) {
            parameters.text(" ");
            parameters.value(value);
        }
        return parameters.bound(statement);
    }

    private static Stream<Arguments> values() {
        BigDecimal price = new BigDecimal("1.50");
        return Stream.of(
                Arguments.of("nothing", List.of(), "", "", List.of()),
                Arguments.of("one", List.of("a"), " ?", "s", List.of("a")),
                Arguments.of("null", Collections.singletonList(null), " ?", "n", Collections.singletonList(null)),
                Arguments.of("two", List.of(1, "a"), " ? ?", "is", List.of(1L, "a")),
                Arguments.of("two of a type", List.of(1, 2), " ? ?", "i2", List.of(1L, 2L)),
                Arguments.of("a decimal", List.of(price), " " + CAST, "s", List.of("1.50")),
                Arguments.of("a list", List.of(List.of(1, 2, 3)), " ?, ?, ?", "i3", List.of(1L, 2L, 3L)),
                Arguments.of("an empty list", List.of(List.of()), " NULL", "", List.of()),
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

    @ParameterizedTest
    @MethodSource("unfit")
    void refusesWhatIsNoValue(Object value) {
        Failure failure = assertThrows(Failure.class, () -> request(value));

        assertEquals(Failure.Code.UNSAFE_VALUE, failure.code());
    }

    private static Stream<Object> unfit() {
        return Stream.of(
                Map.of("a", 1), List.of(List.of(1)), List.of(Map.of()), Collections.nCopies(65_536, 1), "\ud83d");
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
