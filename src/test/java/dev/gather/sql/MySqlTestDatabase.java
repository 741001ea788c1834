package dev.gather.sql;

import dev.gather.stub.Wire;
import java.util.HashMap;
import java.util.Map;

/**
 * A MariaDB or a MySQL.
 *
 * @param name of the product
 */
record MySqlTestDatabase(String name, int port) implements TestDatabase {
    @Override
    public Wire wire() {
        return Wire.MYSQL;
    }

    @Override
    public boolean isPostgreSql() {
        return false;
    }

    @Override
    public void run(String statements) {
        OnEachMySql.runOn(port, statements);
    }

    @Override
    public Queries open(Way way, int size, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("allow-public-key-retrieval", "true");
        return Queries.to(
                Queries.at(way.port()).setUser(way.user()).setPassword(way.password()), size, all, way.environment());
    }

    @Override
    public void createReader(String user, String password) {
        dropReader(user);
        OnEachMySql.runAsRoot(
                port, "CREATE USER " + user + " IDENTIFIED BY '" + password + "'; GRANT SELECT ON demo.* TO " + user);
    }

    @Override
    public void setPassword(String user, String password) {
        OnEachMySql.runAsRoot(port, "ALTER USER " + user + " IDENTIFIED BY '" + password + "'");
    }

    @Override
    public void killConnectionsOf(String user) {
        OnEachMySql.killConnectionsOf(port, user);
    }

    @Override
    public void dropReader(String user) {
        OnEachMySql.runAsRoot(port, "DROP USER IF EXISTS " + user);
    }

    @Override
    public String toString() {
        return name;
    }
}
