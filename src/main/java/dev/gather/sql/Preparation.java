package dev.gather.sql;

import io.vertx.core.Future;

/**
 * Prepares a statement without running it.
 *
 * @param sql with a placeholder for each value
 */
record Preparation(String sql) implements Work<Prepared> {
    @Override
    public SessionUse use() {
        return SessionUse.NONE;
    }

    @Override
    public Future<Prepared> on(Session session) {
        return session.prepare(sql);
    }
}
