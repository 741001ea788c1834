package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.json.ExactJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random values of every type that JSON has come back from the database as they were bound: alone, in lists and in rows. Each run has
 * other values; a failure names the seed, and {@code -Dtest.seed} makes the same values again.
 */
class RandomValuesTest extends OnEachDatabase {
    private static final long SEED = Long.getLong("test.seed", System.nanoTime());
    private static final String NAMED = "-Dtest.seed=" + SEED;
    private static final int QUERIES = 100;
    private static final int VALUES = 20;
    private static final int ROWS = 60;
    private static final int MAX_DIGITS = 65;
    private static final int MAX_SCALE = 30;

    private static final List<String> SPECIAL = List.of(
            "",
            "'",
            "\"",
            "`",
            "\\",
            "\\'",
            "''",
            "\0",
            "\u001A",
            "\r\n",
            "%",
            "_",
            "?",
            ";",
            "-- ",
            "/*",
            "*/",
            "#",
            "{%",
            "%}",
            "NULL",
            "null",
            "true",
            "1 OR 1=1",
            "2024-02-29",
            "2024-02-29T10:11:12.123456Z",
            "0000-00-00",
            "\uFEFF",
            "\uFFFF",
            "😀",
            "e\u0301",
            "\u202E",
            "İ",
            "ß",
            " ",
            "a ");

    private final Random random = new Random(SEED);

    /** Whether texts may have the character 0, which PostgreSQL does not have. */
    private boolean zero = true;

    /** One connection to a database that is asked for random values. */
    Queries open(TestDatabase database) {
        zero = !database.isPostgreSql();
        return database.reading();
    }

    private Object value(int kind) {
        return switch (kind) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong() >> random.nextInt(Long.SIZE);
            case 4 -> finite();
            case 5 -> decimal();
            case 6 -> new BigInteger(random.nextInt(200), random);
            case 7 -> (random.nextBoolean() ? "20" : "-1") + random.nextInt(100) + "-0" + random.nextInt(10) + "-11";
            default -> text();
        };
    }

    private Object value() {
        return value(random.nextInt(11));
    }

    private double finite() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : random.nextGaussian();
    }

    private BigDecimal decimal() {
        int scale = random.nextInt(MAX_SCALE + 1);
        int digits = 1 + random.nextInt(MAX_DIGITS);
        BigInteger unscaled = new BigInteger(3 * digits, random);
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            if (random.nextInt(3) == 0) {
                text.append(SPECIAL.get(random.nextInt(SPECIAL.size())));
            } else {
                text.appendCodePoint(codePoint());
            }
        }
        return zero ? text.toString() : text.toString().replace('\0', '0');
    }

    /** One of a plane of Unicode that is chosen first, so that none is rare. */
    private int codePoint() {
        int point = random.nextInt(random.nextBoolean() ? 0x80 : random.nextBoolean() ? 0x10000 : 0x110000);
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '\'' : point;
    }

    /** What comes back of a value, in a form that is equal for equal values. */
    private static Object form(Object value) {
        if (value instanceof Boolean truth) {
            return form(truth ? 1 : 0);
        }
        if (value instanceof Number number) {
            BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
            return exact.signum() == 0 ? BigDecimal.ZERO : exact;
        }
        return value;
    }

    /** A double is the same as any number that is read as this double. */
    private static void assertSame(Object bound, Object found) {
        boolean isDouble = bound instanceof Double && found instanceof Number;
        assertEquals(
                isDouble ? 0.0 + (Double) bound : form(bound),
                isDouble ? 0.0 + ((Number) found).doubleValue() : form(found),
                NAMED);
    }

    private static Object parsed(Object json) {
        try {
            return json instanceof String text
                    ? ExactJson.read(text.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE)
                    : json;
        } catch (Exception e) {
            throw new AssertionError(json + " " + NAMED, e);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void comeBackAlone(TestDatabase database) {
        try (Queries queries = open(database)) {
            for (int query = 0; query < QUERIES; query++) {
                Map<String, Object> values = new LinkedHashMap<>();
                IntStream.range(0, VALUES).forEach(i -> values.put("v" + i, value()));
                String sql = values.entrySet().stream()
                        .map(value -> "{% $input." + value.getKey() + " %}" + type(database, value.getValue()) + " AS "
                                + value.getKey())
                        .collect(Collectors.joining(", ", "SELECT ", ""));

                Map<?, ?> row = (Map<?, ?>) queries.one(sql, values);

                values.forEach((name, value) -> assertSame(value, row.get(name)));
            }
        }
    }

    /** Where the database infers a type, the statement says which one a value of no place has. */
    private static String type(TestDatabase database, Object value) {
        if (!database.isPostgreSql() || value == null) {
            return "";
        }
        if (value instanceof Boolean) {
            return "::boolean";
        }
        return value instanceof Double ? "::float8" : value instanceof Number ? "::numeric" : "";
    }

    @ParameterizedTest
    @MethodSource("databases")
    void comeBackFromAnObject(TestDatabase database) {
        try (Queries queries = open(database)) {
            for (int query = 0; query < QUERIES; query++) {
                Map<String, Object> object = new LinkedHashMap<>();
                IntStream.range(0, random.nextInt(6))
                        .forEach(i -> object.put(text() + i, value(2 + random.nextInt(9))));

                Map<?, ?> row =
                        (Map<?, ?>) queries.one("SELECT {% $input %}" + database.words("", "::json") + " AS x", object);

                Map<?, ?> found = (Map<?, ?>) parsed(row.get("x"));
                assertEquals(object.keySet(), found.keySet(), NAMED);
                object.forEach((name, value) -> assertSame(value, found.get(name)));
            }
        }
    }

    /** In the arguments of a function a list has its own length, whatever that is. */
    @ParameterizedTest
    @MethodSource("databases")
    void comeBackFromAList(TestDatabase database) {
        try (Queries queries = open(database)) {
            for (int query = 0; query < QUERIES; query++) {
                int size = random.nextInt(9);
                int kind = random.nextInt(11);
                List<Object> list = new ArrayList<>();
                IntStream.range(0, size).forEach(i -> list.add(random.nextInt(4) == 0 ? value() : value(kind)));
                if (list.isEmpty()) {
                    list.add(null);
                }

                String sql = database.words(
                        "SELECT CONVERT(JSON_ARRAY({% $input %}) USING utf8mb4) AS x",
                        "SELECT ARRAY[{% $input %}] AS x");

                Map<?, ?> row = (Map<?, ?>) queries.one(sql, list);

                List<?> found = (List<?>) parsed(row.get("x"));
                assertEquals(list.size(), found.size(), NAMED);
                IntStream.range(0, list.size())
                        .forEach(i -> assertSame(list.get(i), read(database, list.get(i), found.get(i))));
            }
        }
    }

    /** What a text of an array stands for: its elements are texts where nothing says another type. */
    private static Object read(TestDatabase database, Object bound, Object found) {
        if (!database.isPostgreSql() || found == null) {
            return found;
        }
        if (bound instanceof Boolean) {
            return Boolean.valueOf((String) found);
        }
        return bound instanceof Number ? new BigDecimal((String) found) : found;
    }

    private record Stored(String text, BigDecimal number) {}

    /** What a list or a list of lists selects is what is in it, and what it excludes is all the rest. */
    @ParameterizedTest
    @MethodSource("databases")
    void chooseTheRowsThatAreInAList(TestDatabase database) {
        zero = !database.isPostgreSql();
        database.run("DROP TABLE IF EXISTS bound; CREATE TABLE bound (id INT PRIMARY KEY, t "
                + database.words("VARBINARY(500)", "TEXT") + ", n DECIMAL(65,30))");
        try (Queries queries = database.writing()) {
            List<Stored> stored = stored();
            for (int id = 0; id < ROWS; id++) {
                Stored row = stored.get(id);
                Map<String, Object> input = Map.of("id", id, "t", row.text(), "n", row.number());
                var unused = queries.write(
                        "INSERT INTO bound VALUES ({% $input.id %}, {% $input.t %}, {% $input.n %})", input);
            }
            checkStored(database, queries, stored);
            for (int size = 0; size <= 20; size++) {
                checkChosen(queries, stored, size);
            }
        }
    }

    private List<Stored> stored() {
        Set<String> texts = new LinkedHashSet<>();
        while (texts.size() < ROWS) {
            texts.add(text());
        }
        return texts.stream()
                .map(text -> new Stored(
                        text, new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(MAX_SCALE))))
                .toList();
    }

    private static void checkStored(TestDatabase database, Queries queries, List<Stored> stored) {
        List<?> rows = (List<?>) queries.ask("SELECT t, n FROM bound ORDER BY id");
        for (int id = 0; id < ROWS; id++) {
            Map<?, ?> row = (Map<?, ?>) rows.get(id);
            String text = stored.get(id).text();
            String octets = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            assertEquals(database.words(octets, text), row.get("t"), NAMED);
            assertEquals(form(stored.get(id).number()), form(row.get("n")), NAMED);
        }
    }

    private void checkChosen(Queries queries, List<Stored> stored, int size) {
        Set<Integer> chosen = new TreeSet<>();
        random.ints(size, 0, ROWS).forEach(chosen::add);
        Set<Integer> rest = new TreeSet<>(IntStream.range(0, ROWS).boxed().toList());
        rest.removeAll(size == 0 ? Set.copyOf(rest) : chosen);
        List<Object> texts = new ArrayList<>();
        List<Object> numbers = new ArrayList<>();
        List<Object> pairs = new ArrayList<>();
        for (int id : chosen) {
            Stored row = stored.get(id);
            texts.add(row.text());
            numbers.add(row.number());
            pairs.add(List.of(row.text(), row.number()));
        }
        assertEquals(chosen, ids(queries, "t IN ({% $input %})", texts), NAMED);
        assertEquals(chosen, ids(queries, "n IN ({% $input %})", numbers), NAMED);
        assertEquals(chosen, ids(queries, "(t, n) IN ({% $input %})", pairs), NAMED);
        assertEquals(rest, ids(queries, "t NOT IN ({% $input %})", texts), NAMED);
        assertEquals(rest, ids(queries, "(t, n) NOT IN ({% $input %})", pairs), NAMED);
        assertEquals(Set.of(), ids(queries, "(t, n) IN ({% $input %})", crossed(pairs)), NAMED);
    }

    /** The text of each row with the number of another one. */
    private static List<Object> crossed(List<Object> pairs) {
        List<Object> crossed = new ArrayList<>();
        for (int i = 0; i + 1 < pairs.size(); i++) {
            crossed.add(List.of(((List<?>) pairs.get(i)).get(0), ((List<?>) pairs.get(i + 1)).get(1)));
        }
        return crossed;
    }

    private static Set<Integer> ids(Queries queries, String condition, Object input) {
        return ((List<?>) queries.ask("SELECT id FROM bound WHERE " + condition, input))
                .stream()
                        .map(row -> (Integer) ((Map<?, ?>) row).get("id"))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
