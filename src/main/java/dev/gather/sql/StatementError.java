package dev.gather.sql;

import dev.gather.sql.DatabaseErrors.Meaning;
import io.vertx.sqlclient.DatabaseException;

/** An error that a database answered a login or a statement with, and what it means. */
public final class StatementError extends DatabaseException {
    private static final long serialVersionUID = 1L;

    private final transient Meaning meaning;
    private final String label;
    private final String detail;

    /**
     * @param label the error's code, with the database's name
     * @param detail for the log; contains no values
     */
    public StatementError(Meaning meaning, String label, String detail) {
        super(meaning.text(), 0, "");
        this.meaning = meaning;
        this.label = label;
        this.detail = detail;
    }

    Meaning meaning() {
        return meaning;
    }

    String label() {
        return label;
    }

    String detail() {
        return detail;
    }
}
