package dev.gather.sql;

import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import io.smallrye.mutiny.Uni;

/**
 * One query with its values.
 *
 * @param datasource the database that it goes to
 * @param statement the query
 * @param rows the form of its value
 */
record SqlRequest(Datasource datasource, BoundStatement statement, SqlCall.Rows rows) implements Request {
    @Override
    public String key() {
        return statement.key();
    }

    @Override
    public Backend backend() {
        return datasource.backend();
    }

    @Override
    public Uni<Fetched> send(Attempt attempt) {
        GuardedPool connections = datasource.connections().reading();
        return PooledRun.of(connections, new Query(this, attempt.memory()), attempt::isAbandoned)
                .onItem()
                .transform(found -> new Fetched(found.value(), found.found(), "rows"))
                .onFailure()
                .transform(SqlFailures::classify);
    }
}
