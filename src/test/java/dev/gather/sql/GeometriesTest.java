package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.json.ExactJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Geometries are the GeoJSON that the database itself makes of them. */
class GeometriesTest extends OnEachMySql {
    private static final List<String> TEXTS = List.of(
            "POINT(1.5 -2)",
            "LINESTRING(0 0, 1 1, 2 0.25)",
            "POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))",
            "MULTIPOINT((1 2), (3 4))",
            "MULTILINESTRING((0 0, 1 1), (2 2, 3 3, 4 4))",
            "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
            "GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(0 0, 1 1), GEOMETRYCOLLECTION(POINT(3 4)))");

    Stream<Arguments> geometries() {
        return mySqlPorts().stream()
                .flatMap(port -> Stream.concat(
                        TEXTS.stream().map(text -> Arguments.of(port, "ST_GeomFromText('" + text + "')")),
                        Stream.of(Arguments.of(port, "ST_GeomFromText('POINT(52.5 13.25)', 4326)"))));
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void areGeoJson(int port, String geometry) throws Exception {
        try (Queries queries = to(port)) {
            Map<?, ?> row = (Map<?, ?>) queries.one(
                    "SELECT " + geometry + " AS g, CAST(ST_AsGeoJSON(" + geometry + ") AS CHAR) AS j", null);

            Object expected = ExactJson.read(String.valueOf(row.get("j")).getBytes(StandardCharsets.UTF_8), 1 << 20);
            assertEquals(doubles(expected), doubles(row.get("g")));
        }
    }

    /** The same with all numbers as doubles. */
    private static Object doubles(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(element -> all.add(doubles(element)));
            return all;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new TreeMap<>();
            map.forEach((name, member) -> all.put(String.valueOf(name), doubles(member)));
            return all;
        }
        return value;
    }
}
