package dev.gather.sql;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The statements of MySQL and MariaDB.
 *
 * @param ansiQuotes whether texts between double quotes are names
 */
record MySqlDialect(boolean ansiQuotes) implements Dialect {
    /** That of sessions with the default SQL mode. */
    static final MySqlDialect PLAIN = new MySqlDialect(false);

    private static final List<String> SNAPSHOT = List.of(
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");

    @Override
    public String database() {
        return "MySQL";
    }

    @Override
    public String system() {
        return "mysql";
    }

    @Override
    public SqlScanner scanner() {
        return new MySqlScanner(ansiQuotes);
    }

    @Override
    public StatementRules reading(String datasource) {
        return new ReadingRules(datasource);
    }

    @Override
    public StatementRules writing() {
        return new WritingRules();
    }

    @Override
    public SessionUses uses() {
        return new SessionUseFinder();
    }

    @Override
    public boolean isPlaceholder(String token) {
        return token.equals("?");
    }

    @Override
    public Parameter parameter(@Nullable Object scalar) {
        return Parameter.of(scalar);
    }

    /** All are alike. */
    @Override
    public UnaryOperator<String> placeholders() {
        return UnaryOperator.identity();
    }

    @Override
    public List<String> snapshot() {
        return SNAPSHOT;
    }
}
