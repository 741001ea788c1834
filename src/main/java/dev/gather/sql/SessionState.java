package dev.gather.sql;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of a connection whose session has been set up, as long as it is open. */
public final class SessionState {
    private static final AttributeKey<SessionState> KEY = AttributeKey.valueOf(SessionState.class, "state");

    /** More than the client keeps prepared for a connection by default. */
    private static final int MOST_TEXTS = 256;

    private final String mark = UUID.randomUUID().toString();
    /** The latest text of statements that stay prepared, by their SQL. */
    private final Map<String, Text> texts = new HashMap<>();

    private StatementLimit limit;
    private boolean used;

    /** @param types of the values */
    private record Text(String types, String text) {}

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

    /** The text that the connection prepares for a statement; the same object as before for one that stays prepared. */
    String text(BoundStatement statement) {
        String types = statement.types();
        if (types == null || !statement.isKept()) {
            return statement.on(mark);
        }
        Text known = texts.get(statement.sql());
        if (known != null && known.types().equals(types)) {
            return known.text();
        }
        if (texts.size() == MOST_TEXTS) {
            texts.clear();
        }
        String text = statement.on(mark);
        texts.put(statement.sql(), new Text(types, text));
        return text;
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
