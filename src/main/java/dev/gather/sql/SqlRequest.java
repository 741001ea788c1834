package dev.gather.sql;

import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Cacheable;
import dev.gather.source.Fetched;
import dev.gather.source.GivenAnswer;
import dev.gather.source.Request;
import dev.gather.trace.CallKind;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The statement, without its values. */
    @Override
    public String line() {
        return statement.sql();
    }

    @Override
    public Optional<Cacheable> cacheable() {
        return Optional.of(new Cacheable(key()));
    }

    @Override
    public CallKind traced() {
        return datasource.traced(statement.sql());
    }

    @Override
    public Backend backend() {
        return datasource.backend();
    }

    /** A value that is no list is a single row; null is none. */
    @Override
    public Fetched accept(GivenAnswer given, Attempt attempt) {
        List<?> found = given.value() instanceof List<?> list
                ? list
                : Stream.ofNullable(given.value()).toList();
        if (!rows.one()) {
            rows.limits().checkRows(found.size());
        }
        return new Fetched(rows.value(found), found.size(), "rows");
    }

    @Override
    public Uni<Fetched> send(Attempt attempt) {
        Query query = new Query(this, attempt);
        Uni<ResultReader> rows = attempt.scope().hasSnapshot()
                ? SqlSnapshot.of(attempt.scope(), datasource).run(query)
                : PooledRun.of(datasource.connections().reading(), query, attempt::isAbandoned);
        return rows.onItem()
                .transform(
                        found -> new Fetched(found.value(), Optional.empty(), found.found(), "rows", found.warnings()))
                .onFailure()
                .transform(SqlFailures::classify);
    }
}
