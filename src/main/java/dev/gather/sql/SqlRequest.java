package dev.gather.sql;

import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One query with its values.
 *
 * @param datasource the database that it goes to
 * @param text the statement
 * @param parameters the values in the order of their placeholders
 * @param rows the form of its value
 */
record SqlRequest(Datasource datasource, Text text, List<@Nullable Object> parameters, SqlCall.Rows rows)
        implements Request {
    /**
     * A statement to send.
     *
     * @param sql with a placeholder for each value
     * @param types of the values; null if the prepared statement is used only once
     * @param use of its session
     */
    record Text(String sql, @Nullable String types, SessionUse use) {
        /** The text that the connection with that mark prepares. */
        String on(String mark) {
            return StatementText.of(sql, types, mark);
        }
    }

    @Override
    public String key() {
        List<@Nullable Object> parts = new ArrayList<>(parameters);
        parts.add(text.sql());
        parts.add(text.types());
        return Request.key(parts);
    }

    @Override
    public Backend backend() {
        return datasource.backend();
    }

    @Override
    public Uni<Fetched> send(Attempt attempt) {
        return Query.of(datasource.connections(), this, attempt)
                .onItem()
                .transform(found -> new Fetched(found.value(), found.found(), "rows"))
                .onFailure()
                .transform(SqlFailures::classify);
    }
}
