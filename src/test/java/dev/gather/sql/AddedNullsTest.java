package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddedNullsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | SELECT id FROM orders",
                "false | SELECT id, (SELECT COUNT(*) FROM item) AS n FROM orders",
                "false | SELECT id, COUNT(*) OVER (PARTITION BY id) AS n FROM orders",
                "false | SELECT id, COUNT(*) FROM orders GROUP BY id",
                "false | SELECT count FROM orders",
                "true  | SELECT id, COUNT(*) FROM orders",
                "true  | SELECT id, sum(total) FROM orders WHERE id = {% 1 %}",
                "true  | SELECT id, COUNT(*) OVER () AS n, MAX(id) FROM orders",
                "true  | SELECT id, COUNT(*) FROM orders GROUP BY id WITH ROLLUP",
                "true  | SELECT d.id FROM (SELECT id, COUNT(*) AS n FROM orders GROUP BY id WITH ROLLUP) d"
            })
    void knowsWhereNullsAreAdded(boolean expected, String sql) {
        assertEquals(expected, AddedNulls.in(Queries.statement(sql).pieces()));
    }
}
