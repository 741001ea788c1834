package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.postgresql.PgSql;
import dev.gather.postgresql.PostgreSqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The packaged function with PostgreSQL as its default datasource: where it was built with it, and where it was not. */
class PostgreSqlIT {
    private static final String EXCLUDED = "postgresql.excluded";
    private static final String NOTHING = "none";

    private static final String QUERIES = """
            sources:
              rows:
                sql: SELECT x AS id, x::numeric / 4 AS part FROM generate_series(1, {% $input.n %}) AS s (x) ORDER BY x
              row:
                sql: SELECT '{"a":[1.10]}'::jsonb AS doc, ARRAY[1, NULL] AS list, TIMESTAMPTZ '2024-02-29 10:00:00+02' AS at
                rows: one
              wrong:
                sql: SELECT {% "planted" %}::integer AS x
                fallback: '{% $error.code %}'
            output: ['{% $rows %}', '{% $row %}', '{% $wrong %}']
            """;
    private static final String WRITES = """
            transaction: true
            sources:
              one: { sql: 'INSERT INTO visit VALUES ({% $input.id %})', writes: true }
              two: { sql: 'UPDATE visit SET id = id + 1 WHERE id = {% $input.id * $one.affected %}', writes: true }
            output: ['{% $one.affected %}', '{% $two.affected %}']
            """;

    private static Map<String, String> environment(String... compositions) throws Exception {
        Path folder = Files.createTempDirectory(Packaged.folder(), "postgresql");
        for (int i = 0; i < compositions.length; i++) {
            Files.writeString(folder.resolve("c" + i + ".yaml"), compositions[i]);
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("GATHER_COMPOSITIONS", folder.toString());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", PostgreSqlServer.url());
        environment.put("QUARKUS_DATASOURCE_USERNAME", PostgreSqlServer.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", PostgreSqlServer.USER);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE", "require");
        environment.put("QUARKUS_DATASOURCE_REACTIVE_TRUST_ALL", "true");
        environment.put("GATHER_DATASOURCES_DEFAULT_WRITES", "true");
        environment.put("GATHER_DEMO", "false");
        return environment;
    }

    @Test
    @EnabledIfSystemProperty(named = EXCLUDED, matches = NOTHING)
    void asksItOverTls() throws Exception {
        PgSql.run("DROP TABLE IF EXISTS visit; CREATE TABLE visit (id integer)");
        try (Packaged.Running function = Packaged.start(environment(QUERIES, WRITES))) {
            RuntimeApiStandIn.Posted posted = function.invoke("{\"composition\": \"c0\", \"input\": {\"n\": 2}}");
            assertFalse(posted.error(), posted.body() + function.process().output());
            assertEquals(
                    "[[{\"id\":1,\"part\":0.25000000000000000000},{\"id\":2,\"part\":0.50000000000000000000}],"
                            + "{\"doc\":{\"a\":[1.10]},\"list\":[1,null],\"at\":\"2024-02-29T08:00:00+00:00\"},\"invalid-value\"]",
                    posted.body());
            RuntimeApiStandIn.Posted written = function.invoke("{\"composition\": \"c1\", \"input\": {\"id\": 7}}");
            assertEquals("[1,1]", written.body(), () -> function.process().output());
        }
    }

    @Test
    @DisabledIfSystemProperty(named = EXCLUDED, matches = NOTHING)
    void saysThatItsBuildHasNone() throws Exception {
        try (Packaged.Running function = Packaged.start(environment(QUERIES))) {
            assertTrue(function.process().endsWithin(60));
            String said = function.process().output();
            assertTrue(said.contains("this build has no PostgreSQL, build the function with -Ppostgresql"), said);
        }
    }
}
