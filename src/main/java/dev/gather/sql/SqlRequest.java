package dev.gather.sql;

import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/**
 * One query with its values.
 *
 * @param datasource whom it asks
 * @param text what is sent
 * @param parameters the values
 * @param rows what the rows make
 */
record SqlRequest(Datasource datasource, Text text, List<Object> parameters, SqlCall.Rows rows) implements Request {
    /**
     * A statement as it is sent.
     *
     * @param sql with a placeholder for each value
     * @param types of the values; null if the statement is prepared for this one time
     * @param use what it has to do with its session
     */
    record Text(String sql, String types, SessionUse use) {
        /** As the connection with that mark prepares it. */
        String on(String mark) {
            return StatementText.of(sql, types, mark);
        }
    }

    @Override
    public String key() {
        List<Object> parts = new ArrayList<>(parameters);
        parts.add(text.sql());
        parts.add(text.types());
        return Request.key(parts);
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
