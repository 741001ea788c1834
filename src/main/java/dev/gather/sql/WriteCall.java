package dev.gather.sql;

import dev.gather.expression.Variables;
import dev.gather.source.Request;
import dev.gather.source.SnapshotPart;
import dev.gather.source.Writes;
import java.util.Optional;

/**
 * A resolved writing statement.
 *
 * @param datasource the database that the statement targets
 * @param forms the statement
 * @param writes which requests may use it
 * @param repeatable whether the composition says that it may be done twice
 * @param rows the form of the rows that it answers with, if it does
 */
record WriteCall(Datasource datasource, StatementForms forms, Writes writes, boolean repeatable, SqlCall.Rows rows)
        implements StatementCall {
    @Override
    public SnapshotPart snapshotPart() {
        return SnapshotPart.WRITES;
    }

    @Override
    public Optional<Request> render(Variables variables) {
        return Optional.of(new WriteRequest(datasource, forms.bind(variables), repeatable, rows, forms.isReturning()));
    }
}
