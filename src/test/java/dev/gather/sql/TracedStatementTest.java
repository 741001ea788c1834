package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.execution.Run;
import dev.gather.source.Backend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces say what a statement does, and have nothing else of it. */
class TracedStatementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT a FROM b|SELECT",
                "'  select 1'|SELECT",
                "(SELECT 1) UNION (SELECT 2)|SELECT",
                "WITH a AS (SELECT 1) SELECT * FROM a|WITH",
                "insert into a values (?)|INSERT",
                "/* planted */ SELECT 1|STATEMENT"
            })
    void haveItsFirstWord(String sql, String operation) {
        Datasource datasource = new Datasource(
                new Backend(
                        Datasource.backend("orders"),
                        Run.config().datasources().get("orders").circuitBreaker()),
                MySqlDialect.PLAIN,
                null,
                Run.config().datasources().get("orders"),
                true);

        assertEquals(operation + " orders", datasource.traced(sql).name());
        assertEquals(operation, datasource.traced(sql).attributes().get("db.operation.name"));
    }
}
