package dev.gather.sql;

import io.vertx.core.Future;
import java.util.Optional;

/** What is done on a session, by {@link PooledRun}. */
interface Work<T> {
    /** How it depends on the session and changes it. */
    SessionUse use();

    /** Does it, at most once at a time. */
    Future<T> on(Session session);

    /** Whether it may be done once more, on another connection, as this one has died. */
    default boolean mayBeRepeated() {
        return true;
    }

    /** Whether it is left to end when it is cancelled, since closing the connection would not undo it. */
    default boolean isLeftToEnd() {
        return false;
    }

    /**
     * It was cancelled, or its answer is not read to its end, and its connection was closed.
     *
     * @param kill ends in the database what may still run there
     */
    default void stopped(Optional<Kill> kill) {}

    /** It has ended, and its result, if it is still needed, has been passed on. */
    default void ended() {}
}
