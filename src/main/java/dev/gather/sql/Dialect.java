package dev.gather.sql;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the statements of one kind of database are like: how they are read, what they may do, and how values are bound to them. */
public interface Dialect {
    /** The database's name, as people write it. */
    String database();

    /** Its name in traces, as OpenTelemetry's {@code db.system.name}. */
    String system();

    /** A scanner of a statement or of a part of it. */
    SqlScanner scanner();

    /**
     * The rules of one statement that reads.
     *
     * @param datasource the name of its datasource
     */
    StatementRules reading(String datasource);

    /** The rules of one statement that writes. */
    StatementRules writing();

    /** Finds the use that one statement makes of its session. */
    SessionUses uses();

    /** Whether a token stands for a value that the client binds, so that no statement may have it as written. */
    boolean isPlaceholder(String token);

    /**
     * The bound form of a scalar.
     *
     * @throws dev.gather.failure.Failure if the database has no such value
     */
    Parameter parameter(@Nullable Object scalar);

    /** Makes the placeholders of one statement from the texts of its parameters, in their order. */
    UnaryOperator<String> placeholders();

    /** The statements that begin a transaction which reads one state of the database. */
    List<String> snapshot();
}
