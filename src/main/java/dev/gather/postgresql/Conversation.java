package dev.gather.postgresql;

import dev.gather.failure.Failure;
import dev.gather.sql.ResultReader;
import dev.gather.sql.Write;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What has been sent on a connection and not been answered, and what is known of it. */
final class Conversation {
    private static final AttributeKey<Conversation> KEY = AttributeKey.valueOf(Conversation.class, "conversation");

    /** What a group of messages, which the database answers as a whole, does. */
    enum Kind {
        LOGIN,
        QUERY,
        PREPARE,
        EXECUTE,
        OTHER
    }

    /**
     * A group of messages that was sent and not answered.
     *
     * @param statement the name of the prepared statement
     * @param ifRefused the failure with which the connection is closed if the answer is an error
     */
    record Unanswered(Kind kind, String statement, @Nullable Failure ifRefused) {}

    /** What a prepared statement is like. */
    record Statement(int parameters, List<PgColumn> columns) {}

    private final PgTypes types;
    private final Deque<Unanswered> unanswered = new ArrayDeque<>();
    private final Map<String, Statement> statements = new HashMap<>();
    private final Set<Integer> unknownTypes = new HashSet<>();
    private Set<String> warnings = new TreeSet<>();
    private volatile @Nullable ResultReader reader;
    private @Nullable Write write;
    private @Nullable Statement prepared;
    private @Nullable Failure ifRefused;
    private int required;
    private int parameters;
    private @Nullable SocketAddress server;
    private boolean tls;
    private char status = 'I';
    private volatile long executed = System.nanoTime();

    /** A new connection's, which has sent its login. */
    Conversation(PgTypes types) {
        this.types = types;
        unanswered.add(new Unanswered(Kind.LOGIN, "", null));
    }

    /** That of a connection; null before the database has said anything. */
    static @Nullable Conversation of(Channel channel) {
        return channel.attr(KEY).get();
    }

    /** Makes it that of a connection. */
    Conversation on(Channel channel) {
        server = SocketAddress.inetSocketAddress((InetSocketAddress) channel.remoteAddress());
        tls = channel.pipeline().get(SslHandler.class) != null;
        channel.attr(KEY).set(this);
        return this;
    }

    /** The address that the connection leads to; null before the database has said anything. */
    @Nullable
    SocketAddress server() {
        return server;
    }

    /** Whether the connection is protected by TLS. */
    boolean isProtected() {
        return tls;
    }

    /** Passes the rows of the next source to this reader instead of the client. */
    void readBy(ResultReader reads) {
        reader = reads;
    }

    /** Lets this write see when its statement is sent, and how it is answered, and passes its rows to this reader. */
    void watchedBy(Write watches, ResultReader reads) {
        write = watches;
        reader = reads;
    }

    /** Leaves the rows of the next statement to the client. */
    void readByClient() {
        reader = null;
        write = null;
    }

    /** Drops the rows that are still to come for the reader. */
    void dropRows() {
        ResultReader reading = reader;
        if (reading != null) {
            reading.drop();
        }
    }

    /** Closes the connection with a failure if the database refuses one of so many next groups. */
    void require(int groups, Failure failure) {
        required = groups;
        ifRefused = failure;
    }

    /** A group has been sent. */
    void sent(Kind kind, String statement) {
        unanswered.add(new Unanswered(kind, statement, required > 0 ? ifRefused : null));
        required = Math.max(0, required - 1);
        if (kind == Kind.EXECUTE) {
            executed = System.nanoTime();
            warnings = new TreeSet<>();
        }
    }

    /** How long ago the latest statement of a source was sent. */
    Duration ranFor() {
        return Duration.ofNanos(System.nanoTime() - executed);
    }

    /** What is being answered; null if nothing is. */
    @Nullable
    Unanswered current() {
        return unanswered.peek();
    }

    /** How many groups have not been answered. */
    int unansweredCount() {
        return unanswered.size();
    }

    /** The current group has been answered. */
    void answered(char transactionStatus) {
        status = transactionStatus;
        Unanswered ended = unanswered.remove();
        if (ended.kind() == Kind.EXECUTE) {
            reader = null;
            write = null;
        }
    }

    /** The parameters of the statement that is prepared. */
    void parameters(int count) {
        parameters = count;
    }

    /** The columns of the statement that is prepared, which end its description. */
    void described(String name, List<PgColumn> columns) {
        Statement described = new Statement(parameters, columns);
        statements.put(name, described);
        prepared = described;
    }

    /** The statement has been closed. */
    void forget(String name) {
        statements.remove(name);
    }

    /** The statement that was prepared last; null if none was. */
    @Nullable
    Statement prepared() {
        return prepared;
    }

    /** A prepared statement; null if there is none with that name. */
    @Nullable
    Statement statement(String name) {
        return statements.get(name);
    }

    /** Who reads the rows of the source that is at work; null for the client. */
    @Nullable
    ResultReader reader() {
        return reader;
    }

    /** The write at work; null if there is none. */
    @Nullable
    Write write() {
        return write;
    }

    PgTypes types() {
        return types;
    }

    /** A type that nobody has looked up yet. */
    void unknown(int type) {
        unknownTypes.add(type);
    }

    /** The types that nobody has looked up, each given once. */
    Set<Integer> takeUnknown() {
        Set<Integer> taken = Set.copyOf(unknownTypes);
        unknownTypes.clear();
        return taken;
    }

    /** The database warns of the statement. */
    void warn(String text) {
        warnings.add(text);
    }

    /** What it warned of about the statement that was sent last. */
    Set<String> warnings() {
        return warnings;
    }

    /** Whether a transaction is under way, failed or not. */
    boolean isInTransaction() {
        return status != 'I';
    }

    /** Whether a transaction is under way in which a statement has failed. */
    boolean isFailed() {
        return status == 'E';
    }
}
