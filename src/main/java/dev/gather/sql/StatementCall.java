package dev.gather.sql;

import dev.gather.source.Backend;
import dev.gather.source.Call;
import java.util.Optional;

/** The call of a source that is a statement. */
sealed interface StatementCall extends Call permits SqlCall, WriteCall {
    /** The database that it targets. */
    Datasource datasource();

    /** The statement with its expressions, in all its forms. */
    StatementForms forms();

    @Override
    default Optional<Backend> onlyBackend() {
        return Optional.of(datasource().backend());
    }
}
