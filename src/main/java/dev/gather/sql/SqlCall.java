package dev.gather.sql;

import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.source.Request;
import dev.gather.source.Reuse;
import dev.gather.source.SnapshotPart;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A resolved query.
 *
 * @param datasource the database that the query targets
 * @param forms the query
 * @param rows the form of its value
 */
record SqlCall(Datasource datasource, StatementForms forms, Rows rows) implements StatementCall {
    /**
     * The form of a query's value.
     *
     * @param one whether it is the first row's object instead of a list
     * @param neededOnce whether a result without rows counts as missing
     * @param types how its columns become JSON
     * @param limits how large the result may be
     * @param known the columns of its latest result
     */
    record Rows(boolean one, boolean neededOnce, ColumnTypes types, ResultLimits limits, KnownColumns known) {
        /** Rows of which there was no result yet. */
        Rows(boolean one, boolean neededOnce, ColumnTypes types, ResultLimits limits) {
            this(one, neededOnce, types, limits, new KnownColumns());
        }

        /** Rows whose columns' types alone say how they become JSON, any number of them. */
        Rows(boolean one, boolean neededOnce) {
            this(one, neededOnce, ColumnTypes.PLAIN, ResultLimits.NONE);
        }

        /**
         * The source's value.
         *
         * @param found the rows, all of them or the first
         * @throws Failure if a needed row is missing
         */
        @Nullable
        Object value(List<?> found) {
            if (found.isEmpty() && neededOnce) {
                throw Failure.of(Failure.Code.MISSING, "there is no such row");
            }
            return one ? found.get(0) : found;
        }
    }

    @Override
    public Optional<Request> render(Variables variables) {
        return Optional.of(new SqlRequest(datasource, forms.bind(variables), rows));
    }

    /** It only reads. */
    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Reuse reuse() {
        return showsSession() ? Reuse.NEVER : Reuse.FOR_A_TIME;
    }

    private boolean showsSession() {
        return forms.all().stream().anyMatch(form -> form.use() == SessionUse.READS);
    }

    @Override
    public SnapshotPart snapshotPart() {
        return showsSession() ? SnapshotPart.OWN_SESSION : SnapshotPart.READS;
    }

    @Override
    public Optional<String> insteadOfEach() {
        return Optional.of(
                "ask once, with the list in the statement, as in id IN ({% $orders.id %}), and $join the rows");
    }
}
