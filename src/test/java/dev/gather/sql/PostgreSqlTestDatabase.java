package dev.gather.sql;

import dev.gather.postgresql.PgSql;
import dev.gather.postgresql.PostgreSqlServer;
import dev.gather.stub.Wire;
import java.util.HashMap;
import java.util.Map;

/** The PostgreSQL of the tests. */
record PostgreSqlTestDatabase() implements TestDatabase {
    @Override
    public int port() {
        return PostgreSqlServer.port();
    }

    @Override
    public Wire wire() {
        return Wire.POSTGRESQL;
    }

    @Override
    public boolean isPostgreSql() {
        return true;
    }

    @Override
    public void run(String statements) {
        PgSql.run(statements);
    }

    @Override
    public Queries open(Way way, int size, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put(Queries.QUARKUS + "reactive.url", PostgreSqlServer.url(way.port()));
        all.put(Queries.QUARKUS + "username", way.user());
        all.put(Queries.QUARKUS + "password", way.password());
        all.put(Queries.QUARKUS + "reactive.max-size", String.valueOf(size));
        return Queries.toPostgreSql(Queries.postgreSql(all), way.environment());
    }

    @Override
    public void createReader(String user, String password) {
        dropReader(user);
        PgSql.run("CREATE ROLE " + user + " LOGIN PASSWORD '" + password + "' IN ROLE pg_read_all_data");
    }

    @Override
    public void setPassword(String user, String password) {
        PgSql.run("ALTER ROLE " + user + " PASSWORD '" + password + "'");
    }

    @Override
    public void killConnectionsOf(String user) {
        PgSql.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gather' AND usename = '"
                        + user + "'");
    }

    /** Its rights go with what it owns, which is nothing. */
    @Override
    public void dropReader(String user) {
        PgSql.run("DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '" + user + "') THEN DROP OWNED BY "
                + user + "; DROP ROLE " + user + "; END IF; END $$");
    }

    @Override
    public String toString() {
        return "PostgreSQL";
    }
}
