package dev.gather.sql;

import dev.gather.stub.Wire;
import java.util.Map;

/** A database server on 127.0.0.1 that tests run on, with the words of its SQL where databases differ. */
interface TestDatabase {
    int port();

    /** The protocol that it speaks. */
    Wire wire();

    /** Whether its dialect is PostgreSQL's, and not MySQL's. */
    boolean isPostgreSql();

    /** Runs statements, separated by semicolons, without Gather. */
    void run(String statements);

    /** Queries that take this way to the server. */
    Queries open(Way way, int size, Map<String, String> properties);

    /**
     * The way to a server, and who logs in.
     *
     * @param port of the server, or of what stands before it
     * @param environment variables that AWS would set
     */
    record Way(int port, String user, String password, Map<String, String> environment) {}

    /** The way of the user of all tests. */
    default Way way() {
        return new Way(port(), "gather", "gather", Map.of());
    }

    /** The same as a user who has no rights but to read. */
    default Way way(String user, String password, Map<String, String> environment) {
        return new Way(port(), user, password, environment);
    }

    /** A pool of so many connections, with these properties below {@code gather.datasources.test}. */
    default Queries open(int size, Map<String, String> properties) {
        return open(way(), size, properties);
    }

    /** One connection, which may write, and which leads to a port that stands before the server. */
    default Queries through(int port) {
        return open(new Way(port, "gather", "gather", Map.of()), 1, Map.of("writes", "true"));
    }

    /** One connection, which may write. */
    default Queries writing() {
        return open(1, Map.of("writes", "true"));
    }

    /** One connection. */
    default Queries reading() {
        return open(1, Map.of());
    }

    /** Makes a user anew who may read all tables. */
    void createReader(String user, String password);

    /** Changes the password, and ends the connections that were made with the old one. */
    default void changePassword(String user, String password) {
        setPassword(user, password);
        killConnectionsOf(user);
    }

    void setPassword(String user, String password);

    void dropReader(String user);

    /** Ends all connections of a user that come from Gather. */
    void killConnectionsOf(String user);

    /** The words for the same in both dialects. */
    default String words(String mySql, String postgreSql) {
        return isPostgreSql() ? postgreSql : mySql;
    }

    /** How messages name an error. */
    default String error(int mySql, String postgreSql) {
        return isPostgreSql() ? "PostgreSQL error " + postgreSql : "MySQL error " + mySql;
    }

    /** An expression that takes so many seconds, and whose value is {@link #slept()}. */
    default String sleep(String seconds) {
        return words("SLEEP(" + seconds + ")", "pg_sleep(" + seconds + ")::text");
    }

    default String slept() {
        return words("0", "");
    }

    /**
     * How many statements run that are like a pattern.
     *
     * @param watching asks the database
     */
    default long running(Queries watching, String pattern) {
        String sql = words(
                "SELECT COUNT(*) AS x FROM information_schema.PROCESSLIST WHERE INFO LIKE {% $input %}",
                "SELECT COUNT(*) AS x FROM pg_stat_activity WHERE state = 'active' AND query LIKE {% $input %}");
        return ((Number) ((Map<?, ?>) watching.one(sql, pattern)).get("x")).longValue();
    }
}
