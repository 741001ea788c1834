package dev.gather.sql;

import dev.gather.postgresql.PgSql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;

/** Tests of what is true on every database: on those of {@link OnEachMySql}, and on PostgreSQL. */
abstract class OnEachDatabase extends OnEachMySql {
    static final TestDatabase POSTGRESQL = new PostgreSqlTestDatabase();

    private static final String TABLES = """
            DROP TABLE IF EXISTS person;
            CREATE TABLE person (id bigint PRIMARY KEY, email varchar(50), price numeric(20, 4), half double precision);
            INSERT INTO person VALUES (1, 'a@x', 10.25, 0.5), (2, 'nobody', 9.5, 1.5), (9007199254740992, 'c', 1, 1),
                (9007199254740993, 'd', 1, 1), (9223372036854775806, 'e', 1, 1), (9223372036854775807, 'f', 1, 1);
            DROP TABLE IF EXISTS trace;
            CREATE TABLE trace (x integer);
            CREATE OR REPLACE FUNCTION leave_trace() RETURNS integer LANGUAGE sql VOLATILE
                AS 'INSERT INTO trace VALUES (1) RETURNING 1';
            CREATE OR REPLACE FUNCTION remember(x text) RETURNS text LANGUAGE sql VOLATILE
                AS 'SELECT set_config(''own.kept'', x, false)';
            CREATE OR REPLACE FUNCTION remembered() RETURNS text LANGUAGE sql
                AS 'SELECT nullif(current_setting(''own.kept'', true), '''')';
            """;

    @BeforeAll
    void fillPostgreSql() {
        PgSql.run(TABLES);
    }

    /** MariaDB, MySQL where there is one, and PostgreSQL. */
    List<TestDatabase> databases() {
        List<TestDatabase> all = new ArrayList<>(mySqls());
        all.add(POSTGRESQL);
        return all;
    }

    /** Those that speak MySQL's dialect. */
    List<TestDatabase> mySqls() {
        return mySqlPorts().stream()
                .<TestDatabase>map(port -> new MySqlTestDatabase(isMySql(port) ? "MySQL" : "MariaDB", port))
                .toList();
    }

    /** PostgreSQL alone. */
    static Stream<TestDatabase> postgreSql() {
        return Stream.of(POSTGRESQL);
    }
}
