package dev.gather.sql;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of a connection whose session has been set up, as long as it is open. */
public final class SessionState {
    private static final AttributeKey<SessionState> KEY = AttributeKey.valueOf(SessionState.class, "state");

    private final String mark = UUID.randomUUID().toString();
    private StatementLimit limit;
    private boolean used;

    private SessionState(StatementLimit limit) {
        this.limit = limit;
    }

    /** The state of a connection; null if its session has not been set up. */
    static @Nullable SessionState of(Channel channel) {
        return channel.attr(KEY).get();
    }

    /** The state of a connection whose session is set up now. */
    static SessionState begin(Channel channel, StatementLimit limit) {
        SessionState created = new SessionState(limit);
        channel.attr(KEY).set(created);
        return created;
    }

    /** Part of the text of all its statements, and of no other connection's. */
    String mark() {
        return mark;
    }

    /** Whether a statement has run since the session was set up or reset. */
    boolean isUsed() {
        return used;
    }

    /** A statement runs. */
    SessionState use() {
        used = true;
        return this;
    }

    /** How long a statement may run, as it was set last. */
    public StatementLimit limit() {
        return limit;
    }

    /** Another limit has been set. */
    void set(StatementLimit other) {
        limit = other;
    }

    /** The session has been reset, and set up again. */
    void reset(StatementLimit other) {
        used = false;
        limit = other;
    }
}
