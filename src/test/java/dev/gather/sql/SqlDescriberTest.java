package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.schema.Schema;
import dev.gather.schema.SchemaProblems;
import dev.gather.schema.SchemaReader;
import dev.gather.schema.TimeLimit;
import dev.gather.schema.Validation;
import dev.gather.source.Description;
import dev.gather.yaml.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database says about statements that are not run is true of the rows that they have when they are run. */
class SqlDescriberTest extends OnEachDatabase {
    private static final List<String> TYPES = List.of(
            "TINYINT",
            "SMALLINT",
            "MEDIUMINT",
            "INT",
            "BIGINT",
            "TINYINT UNSIGNED",
            "INT UNSIGNED",
            "BIGINT UNSIGNED",
            "DECIMAL(20,4)",
            "FLOAT",
            "DOUBLE",
            "BIT(5)",
            "YEAR",
            "BOOLEAN",
            "DATE",
            "DATETIME(3)",
            "TIMESTAMP(6)",
            "TIME",
            "CHAR(3)",
            "VARCHAR(20)",
            "TEXT",
            "LONGTEXT",
            "BINARY(3)",
            "VARBINARY(20)",
            "BLOB",
            "ENUM('a','b')",
            "SET('a','b')",
            "JSON",
            "POINT");

    /** What the protocol calls them. */
    private static final Map<String, String> DATABASE_NAMES =
            Map.of("BOOLEAN", "TINYINT(1)", "LONGTEXT", "TEXT", "JSON", "TEXT", "POINT", "GEOMETRY");

    private static final String PRESENT = """
            DROP TABLE IF EXISTS present %1$s;
            CREATE TABLE present (id INT NOT NULL PRIMARY KEY, name VARCHAR(20) NOT NULL, parent INT, total DECIMAL(9,2) NOT NULL);
            INSERT INTO present VALUES (1, 'one', NULL, 1.50), (2, 'two', 1, 2), (3, 'three', 7, 0);
            CREATE OR REPLACE VIEW seen AS SELECT id, UPPER(name) AS shouted, parent FROM present;
            %2$s
            """;

    @BeforeAll
    void fillWithValuesOfAllTypes() {
        String doubled = "DROP FUNCTION IF EXISTS doubled;"
                + " CREATE FUNCTION doubled(x INT) RETURNS INT DETERMINISTIC NO SQL RETURN 2 * x";
        mySqls().forEach(database -> database.run(everyType() + PRESENT.formatted("", doubled)));
        POSTGRESQL.run(PRESENT.formatted("CASCADE", """
                CREATE OR REPLACE FUNCTION doubled(x INT) RETURNS INT LANGUAGE sql AS 'SELECT 2 * x';
                DROP TABLE IF EXISTS every_type; DROP TYPE IF EXISTS colour CASCADE; CREATE TYPE colour AS ENUM ('red', 'blue');
                CREATE TABLE every_type (id INT PRIMARY KEY, a smallint, b integer, c bigint, d numeric, e real, f double precision,
                    g boolean, h date, i time, j timestamp, k timestamptz, l interval, m text, n bytea, o json, p jsonb, q integer[],
                    r text[], s uuid, t colour, u colour[], v int4range, w point, x timetz, y oid, z char(3));
                INSERT INTO every_type VALUES (1, 1, 2, 3, 4.50, 0.5, 1e300, true, '2024-02-29', '10:00', '2024-02-29 10:00',
                    '2024-02-29 10:00+00', '1 hour', 'é', '\\x00ff', '{"a": [1, null]}', '[1]', '{1,NULL}', '{a,NULL}',
                    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'red', '{red,blue}', '[1,5)', '(1,2)', '10:00+02', 7, 'ab');
                INSERT INTO every_type (id) VALUES (2);
                """));
    }

    /** One table with a column of each type that may be NULL, and one that may not. */
    private static String everyType() {
        StringBuilder columns = new StringBuilder("id INT PRIMARY KEY");
        StringBuilder values = new StringBuilder("1");
        StringBuilder nulls = new StringBuilder("2");
        for (int i = 0; i < TYPES.size(); i++) {
            columns.append(", n").append(i).append(' ').append(TYPES.get(i)).append(" NULL");
            columns.append(", v").append(i).append(' ').append(TYPES.get(i)).append(" NOT NULL");
            String value = value(TYPES.get(i));
            values.append(", ").append(value).append(", ").append(value);
            nulls.append(", NULL, ").append(value);
        }
        return "DROP TABLE IF EXISTS every_type; CREATE TABLE every_type (" + columns
                + "); INSERT INTO every_type VALUES (" + values + "), (" + nulls + ");\n";
    }

    private static String value(String type) {
        return switch (type) {
            case "DATE" -> "'2024-02-29'";
            case "DATETIME(3)", "TIMESTAMP(6)" -> "'2024-02-29 10:11:12.5'";
            case "TIME" -> "'-100:00:01'";
            case "YEAR" -> "2024";
            case "CHAR(3)", "VARCHAR(20)", "TEXT", "LONGTEXT", "BINARY(3)", "VARBINARY(20)", "BLOB" -> "'é'";
            case "ENUM('a','b')", "SET('a','b')" -> "'b'";
            case "JSON" -> "'{\"a\": [1, null]}'";
            case "POINT" -> "POINT(1, 2)";
            default -> "1";
        };
    }

    /** Statements with rows, and what is said of their columns beside the types of tables. */
    private static final List<String> STATEMENTS = List.of(
            "SELECT * FROM every_type",
            "SELECT * FROM present",
            "SELECT * FROM seen",
            "SELECT p.id, c.id AS child, c.name FROM present p LEFT JOIN present c ON c.parent = p.id",
            "SELECT c.id AS child, p.* FROM present c RIGHT JOIN present p ON c.parent = p.id",
            "SELECT p.id, d.n FROM present p LEFT JOIN (SELECT parent, COUNT(*) AS n FROM present GROUP BY parent) d ON d.parent = p.id",
            "SELECT COUNT(*) AS n, SUM(total) AS sum, AVG(id) AS mean, MAX(name) AS last, MIN(total) AS least FROM present",
            "SELECT COUNT(*) AS n, SUM(total) AS sum, MAX(name) AS last FROM present WHERE id = {% 99 %}",
            "SELECT parent, COUNT(*) AS n, GROUP_CONCAT(name) AS names FROM present GROUP BY parent",
            "SELECT name, SUM(total) AS sum FROM present GROUP BY name WITH ROLLUP",
            "SELECT id, parent, SUM(total) AS sum FROM present GROUP BY id, parent WITH ROLLUP",
            "SELECT id FROM present UNION SELECT parent FROM present",
            "SELECT id, name FROM present UNION ALL SELECT total, NULL FROM present",
            "SELECT 1 AS one, 1.5 AS exact, 1e3 AS wide, 'x' AS text, NULL AS nothing, TRUE AS truth, b'1' AS bits, x'00' AS bytes",
            "SELECT NOW() AS now, CURDATE() AS day, CURTIME() AS time, UUID() AS id, RAND() AS chance",
            "SELECT id = parent AS same, id IN (1, 2) AS listed, id IS NULL AS gone, NOT id AS negated FROM present",
            "SELECT id + 1 AS next, id / 2 AS half, id DIV 2 AS whole, parent * 2 AS twice, total % 2 AS rest FROM present",
            "SELECT NULLIF(name, 'one') AS name, COALESCE(parent, id) AS parent, IF(id > 1, name, 7) AS mixed FROM present",
            "SELECT CASE WHEN id > 1 THEN id END AS some, CONCAT(name, parent) AS joined, name LIKE 'o%' AS o FROM present",
            "SELECT (SELECT name FROM present i WHERE i.id = o.parent) AS parent FROM present o",
            "SELECT EXISTS (SELECT 1 FROM present WHERE id = {% 1 %}) AS there",
            "SELECT doubled(id) AS twice, doubled(parent) AS unknown FROM present",
            "SELECT CAST(id AS CHAR) AS text, CAST(name AS BINARY) AS bytes, CAST(total AS SIGNED) AS whole FROM present",
            "SELECT DATE_ADD(NOW(), INTERVAL id DAY) AS later, DATEDIFF(NOW(), NOW()) AS days FROM present",
            "SELECT ROW_NUMBER() OVER (ORDER BY id) AS position, LAG(name) OVER (ORDER BY id) AS before_it FROM present",
            "SELECT JSON_OBJECT('id', id) AS object, JSON_EXTRACT('[1]', '$[0]') AS first FROM present",
            "WITH RECURSIVE up AS (SELECT id, parent FROM present WHERE id = {% 2 %} UNION ALL"
                    + " SELECT p.id, p.parent FROM present p JOIN up ON p.id = up.parent) SELECT * FROM up",
            "SELECT {% 1 %} AS a, {% 'x' %} AS b, {% null %} AS c, {% 1.5 %} AS d, id FROM present",
            "SELECT {% 'x' %} AS a, id FROM present",
            "SELECT COALESCE({% null %}, name) AS a, COALESCE(parent, {% 'x' %}) AS b, parent + {% 1.5 %} AS c FROM present",
            "SELECT d.x, d.id FROM (SELECT {% 'x' %} AS x, id FROM present) d",
            "WITH d AS (SELECT {% 'x' %} AS x, id FROM present) SELECT x, id FROM d",
            "SELECT id FROM present UNION SELECT {% 'x' %}",
            "SELECT id FROM present WHERE {% 1 %} = 1 UNION SELECT {% 'x' %}",
            "SELECT IF(id IN (SELECT id FROM present WHERE id = {% 1 %}), name, NULL) AS x FROM present",
            "SELECT id, total FROM present WHERE id IN ({% [1, 2] %}) AND name LIKE {% '%' %} ORDER BY id LIMIT {% 5 %}",
            "SELECT MAX(id) AS most FROM present WHERE name = {% 'one' %} HAVING most > {% 0 %}",
            "SELECT id + {% 1 %}, id IN ({% [1, 2] %}) FROM present",
            "SELECT id, COUNT(*) OVER () AS n FROM present",
            "SELECT id, (SELECT COUNT(*) FROM trace) AS n FROM present");

    /** What both dialects have, and what is PostgreSQL's own. */
    private static final List<String> OF_POSTGRESQL = Stream.concat(
                    STATEMENTS.stream()
                            .filter(
                                    sql -> !sql.matches(
                                            "(?s).*(GROUP_CONCAT|id \\+ \\{|WITH ROLLUP|x'00'|CURDATE|NOT id|DIV|IF\\(|MIN\\(total\\)|AS CHAR|DATE_ADD"
                                                    + "|JSON_|null %|HAVING|LAG|parent FROM present o|UNION SELECT \\{|UNION ALL SELECT|'x' %).*")),
                    Stream.of(
                            "SELECT string_agg(name, ',') AS names, array_agg(id) AS ids FROM present",
                            "SELECT parent, count(*) FROM present GROUP BY ROLLUP (parent)",
                            "SELECT 1 AS one, 1.5 AS exact, 'x' AS text, NULL AS nothing, true AS truth, B'1' AS bits",
                            "SELECT now() AS now, current_date AS day, current_time AS time, gen_random_uuid() AS id",
                            "SELECT CASE WHEN id > 1 THEN id END AS some, name || parent AS joined, name LIKE 'o%' AS o FROM present",
                            "SELECT (SELECT name FROM present i WHERE i.id = o.parent) AS parent FROM present o",
                            "SELECT id::text AS text, name::bytea AS bytes, total::integer AS whole FROM present",
                            "SELECT json_build_object('id', id) AS object, to_jsonb(present) AS whole FROM present",
                            "SELECT {% 'x' %} AS a, {% 1 %}::integer AS b, {% null %}::date AS c, id FROM present",
                            "SELECT present, ROW(1, 'x') AS pair FROM present",
                            "SELECT row_number() OVER (ORDER BY id) AS position, lag(name) OVER (ORDER BY id) AS before FROM present",
                            "WITH RECURSIVE up AS (SELECT id, parent FROM present WHERE id = {% 2 %} UNION ALL"
                                    + " SELECT p.id, p.parent FROM present p JOIN up ON p.id = up.parent) SELECT * FROM up",
                            "VALUES (1, 'a')",
                            "SHOW TimeZone",
                            "EXPLAIN SELECT 1"))
            .toList();

    @ParameterizedTest
    @MethodSource("databases")
    void saysWhatIsTrueOfTheRows(TestDatabase database) {
        try (Queries queries = database.reading()) {
            for (String sql : database.isPostgreSql() ? OF_POSTGRESQL : STATEMENTS) {
                Map<String, Object> row = queries.describe(sql).row().orElseThrow(() -> new AssertionError(sql));
                Schema schema = new SchemaReader(row, new SchemaProblems()).read();
                List<?> rows = (List<?>) queries.ask(sql);

                assertFalse(rows.isEmpty(), sql);
                for (Object each : rows) {
                    assertEquals(
                            List.of(),
                            Validation.violations(schema, each, TimeLimit.in(Duration.ofSeconds(5))),
                            () -> sql + ": " + each + " is not " + row);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void knowsTheTypesOfColumns(int port) {
        try (Queries queries = to(port)) {
            Map<String, Object> row =
                    queries.describe("SELECT * FROM every_type").row().orElseThrow();
            Map<?, ?> properties = (Map<?, ?>) row.get("properties");

            for (int i = 0; i < TYPES.size(); i++) {
                Map<?, ?> nullable = (Map<?, ?>) properties.get("n" + i);
                Map<?, ?> present = (Map<?, ?>) properties.get("v" + i);
                String type = TYPES.get(i).replaceAll("\\(.*\\)", "");
                String expected = jsonType(type, present);
                assertEquals(expected, present.get("type"), type);
                assertEquals(expected == null ? null : List.of(expected, "null"), nullable.get("type"), type);
                assertEquals(DATABASE_NAMES.getOrDefault(type, type), comment(present), type);
            }
        }
    }

    /** MariaDB's JSON is a text. */
    private static String jsonType(String type, Map<?, ?> property) {
        if (type.matches("DECIMAL|FLOAT|DOUBLE")) {
            return "number";
        }
        if (type.equals("POINT")) {
            return "object";
        }
        if (type.matches(".*INT.*|BIT|YEAR|BOOLEAN")) {
            return "integer";
        }
        return property.get("$comment").equals("JSON") ? null : "string";
    }

    private static Object comment(Map<?, ?> property) {
        return String.valueOf(property.get("$comment")).replace("JSON", "TEXT");
    }

    /** What a schema does not say, it does not say wrongly: each of these columns has another type in other runs. */
    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void saysNothingOfWhatTheValuesDecide(int port) {
        try (Queries queries = to(port)) {
            for (String sql : List.of(
                    "SELECT {% $input %} AS x",
                    "SELECT COALESCE({% $input %}, name) AS x FROM present",
                    "SELECT d.x FROM (SELECT {% $input %} AS x) d",
                    "WITH d AS (SELECT {% $input %} AS x) SELECT x FROM d",
                    "SELECT 1 AS x FROM present WHERE id = {% $input %} UNION SELECT {% $input %}",
                    "SELECT p.order + {% $input %} AS x FROM (SELECT 1 AS `order`) p",
                    "SELECT (SELECT {% $input %}) AS x")) {
                assertEquals(
                        Map.of("x", Map.of()),
                        queries.describe(sql).row().orElseThrow().get("properties"),
                        sql);
            }
            assertEquals(
                    List.of("id"),
                    queries.describe("SELECT id, total IN ({% $input %}) FROM present")
                            .row()
                            .orElseThrow()
                            .get("required"));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void runsNothing(TestDatabase database) {
        try (Queries queries = database.writing()) {
            Description insert = queries.describeWrite("INSERT INTO trace VALUES ({% 1 %})");
            Description delete = queries.describeWrite("DELETE FROM present WHERE id = {% 1 %}");
            Description call = queries.describe(
                    database.words("SELECT remember(1) AS x, @remembered AS y", "SELECT remember('1') AS x"));

            assertEquals(new Description(Optional.empty(), List.of()), insert);
            assertEquals(new Description(Optional.empty(), List.of()), delete);
            assertEquals(List.of(), call.problems());
            assertEquals(List.of(), queries.ask("SELECT x FROM trace"));
            assertEquals(3, ((List<?>) queries.ask("SELECT id FROM present")).size());
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void doesNotCheckAWriteWhereTheDatasourceOnlyReads(TestDatabase database) {
        try (Queries queries = database.reading()) {
            assertEquals(
                    List.of("file:2:5 sql: the datasource only reads,"
                            + " to let it write, set gather.datasources.test.writes=true"),
                    texts(queries.describeWrite("INSERT INTO trace VALUES ({% 1 %})")));
        }
    }

    /** The statements, and the problems with their places: the statement's first character is at 2:5. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("SELECT nmae FROM present", "2:12 sql: there is no column 'nmae', did you mean name?"),
            Map.entry("SELECT p.nmae FROM present p", "2:12 sql: there is no column 'p.nmae', did you mean name?"),
            Map.entry(
                    "SELECT id FROM present\nWHERE id = {% $input.aLongName %} AND nmae = 1",
                    "3:43 sql: there is no column 'nmae', did you mean name?"),
            Map.entry(
                    "SELECT nmae FROM present WHERE nmae = 1",
                    "2:5 sql: there is no column 'nmae', did you mean name?"),
            Map.entry(
                    "SELECT unlike FROM present",
                    "2:12 sql: there is no column 'unlike', known: id, name, parent, total"),
            Map.entry(
                    "SELECT id FROM presnt",
                    "2:20 sql: there is no table 'presnt', correct its name, or create it in the datasource's database"),
            Map.entry(
                    "SELECT id FORM present WHERE id = {% $input %}",
                    "2:20 sql: this is no valid SQL, near 'present WHERE id = ?', correct it here, or just before"),
            Map.entry(
                    "SELECT id FROM present WHERE",
                    "2:32 sql: this is no valid SQL, near its end, correct it here, or just before"),
            Map.entry(
                    "SELECT tripled(id) FROM present",
                    "2:12 sql: there is no function 'tripled', correct its name, or create it in the datasource's database"),
            Map.entry(
                    "SELECT a.id, b.id FROM present a, present b",
                    "2:5 sql: two columns are named 'id', give one of them another name with AS"));

    private static final Map<String, String> REFUSED_BY_POSTGRESQL = Map.ofEntries(
            Map.entry("SELECT nmae FROM present", "2:12 sql: there is no column 'nmae', did you mean name?"),
            Map.entry("SELECT p.nmae FROM present p", "2:12 sql: there is no column 'p.nmae', did you mean name?"),
            Map.entry(
                    "SELECT id FROM present\nWHERE id = {% $input.aLongName %} AND nmae = 1",
                    "3:43 sql: there is no column 'nmae', did you mean name?"),
            Map.entry(
                    "SELECT nmae FROM present WHERE nmae = 1",
                    "2:12 sql: there is no column 'nmae', did you mean name?"),
            Map.entry(
                    "SELECT unlike FROM present",
                    "2:12 sql: there is no column 'unlike', known: id, name, parent, total"),
            Map.entry(
                    "SELECT id FROM presnt",
                    "2:20 sql: there is no table 'presnt', correct its name, or create it in the datasource's database"),
            Map.entry(
                    "SELECT id FORM present WHERE id = {% $input %}",
                    "2:20 sql: this is no valid SQL: syntax error at or near \"present\", correct it here, or just before"),
            Map.entry(
                    "SELECT id FROM present WHERE",
                    "2:32 sql: this is no valid SQL: syntax error at end of input, correct it here, or just before"),
            Map.entry(
                    "SELECT tripled(id) FROM present",
                    "2:12 sql: there is no function tripled(integer), correct its name, or convert what it is given,"
                            + " as in {% … %}::integer"),
            Map.entry(
                    "SELECT a.id, b.id FROM present a, present b",
                    "2:5 sql: two columns are named 'id', give one of them another name with AS"));

    @ParameterizedTest
    @MethodSource("databases")
    void saysWhereAndWhyAStatementIsRefused(TestDatabase database) {
        try (Queries queries = database.reading()) {
            (database.isPostgreSql() ? REFUSED_BY_POSTGRESQL : REFUSED).forEach((sql, problem) -> {
                Description description = queries.describe(sql);
                assertEquals(List.of("file:" + problem), texts(description), sql);
                assertEquals(Optional.empty(), description.row(), sql);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void showsOtherRefusalsInTheDatabasesWords(TestDatabase database) {
        try (Queries queries = database.reading()) {
            String ambiguous = texts(queries.describe("SELECT id FROM present a, present b"))
                    .get(0);
            assertTrue(ambiguous.startsWith("file:2:12 sql: the database refuses the statement: "
                    + database.words("Column 'id' in ", "column reference \"id\" is ambiguous")));
            assertTrue(
                    ambiguous.endsWith(
                            "(" + database.error(1052, "42702") + "), write its table before it, as in t.id"),
                    ambiguous);
        }
    }

    private static List<String> texts(Description description) {
        return description.problems().stream().map(Problem::toString).toList();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void takesComparisonsOfRows(TestDatabase database) {
        try (Queries queries = database.reading()) {
            Description rows = queries.describe(
                    "SELECT id FROM present WHERE (id, name) IN ({% $input.x %}) AND total > {% 1 %};");
            Description wrong =
                    queries.describe("SELECT id FROM present WHERE (id, name) IN ({% $input.x %}) AND naem = 1");

            assertEquals(List.of(), rows.problems());
            assertTrue(rows.row().isPresent());
            assertEquals(
                    List.of("file:2:69 sql: there is no column 'naem', did you mean name?"),
                    wrong.problems().stream().map(Problem::toString).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void asksAboutAllThatOneOfChooses(TestDatabase database) {
        try (Queries queries = database.reading()) {
            Description sorted = queries.describe(
                    "SELECT id FROM present ORDER BY {% $oneOf($input.x, {\"a\": \"name\", \"b\": \"total DESC\"}) %}");
            Description chosen = queries.describe(
                    "SELECT {% $oneOf($input.x, {\"a\": \"name\", \"b\": \"total\"}) %} AS x FROM present LIMIT {% 1 %}");
            String types = database.words("[string, number]", "[[string, null], [number, null]]");
            Description wrong = queries.describe(
                    "SELECT id FROM {% $oneOf($input.x, {\"a\": \"present\", \"b\": \"seen\"}) %}\n"
                            + "WHERE id > {% 0 %} ORDER BY {% $oneOf($input.x, {\"a\": \"id\", \"b\": \"naem\", \"c\": \"d e\"}) %}");

            assertEquals(List.of(), sorted.problems());
            assertEquals(
                    "[id]",
                    ((Map<?, ?>) sorted.row().orElseThrow().get("properties"))
                            .keySet()
                            .toString());
            assertEquals(
                    types,
                    ((List<?>) chosen.row().orElseThrow().get("anyOf"))
                            .stream()
                                    .map(row -> ((Map<?, ?>) row).get("properties"))
                                    .map(columns -> ((Map<?, ?>) ((Map<?, ?>) columns).get("x")).get("type"))
                                    .toList()
                                    .toString());
            assertEquals(
                    List.of(
                            "file:3:71 sql: there is no column 'naem', did you mean name?",
                            database.words(
                                    "file:2:5 sql: this is no valid SQL, near 'e', correct it here, or just before",
                                    "file:3:84 sql: this is no valid SQL: syntax error at or near \"e\","
                                            + " correct it here, or just before"),
                            "file:3:71 sql: there is no column 'naem', known: id, parent, shouted"),
                    wrong.problems().stream().map(Problem::toString).toList());
        }
    }
}
