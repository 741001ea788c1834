package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One writing statement on its way. Once it has been sent it may have been done, whatever happens then: it is left to end when
 * it is cancelled, and not repeated unless the composition allows that. Within a transaction nothing of it remains without the
 * commit.
 */
public final class Write implements Work<Written> {
    private final WriteRequest request;
    private final boolean repeatable;
    private final boolean transactional;
    private final Attempt attempt;
    /** Set on the event loop of the connection, as the answer is. */
    private volatile boolean sent;

    private volatile @Nullable Written answer;
    private @Nullable ResultReader reader;

    private Write(WriteRequest request, boolean repeatable, boolean transactional, Attempt attempt) {
        this.request = request;
        this.repeatable = repeatable;
        this.transactional = transactional;
        this.attempt = attempt;
    }

    /** A write that takes effect at once. */
    static Write alone(WriteRequest request, Attempt attempt) {
        return new Write(request, request.repeatable(), false, attempt);
    }

    /** A write that takes effect when its transaction is committed. */
    static Write inTransaction(WriteRequest request, Attempt attempt) {
        return new Write(request, false, true, attempt);
    }

    /** A trigger may leave anything in the session. */
    @Override
    public SessionUse use() {
        return SessionUse.LEAVES;
    }

    @Override
    public Future<Written> on(Session session) {
        return session.write(this, this::leftForWarnings);
    }

    /** None within a transaction: to ask for warnings changes what ROW_COUNT() tells the next statement. */
    private Duration leftForWarnings() {
        return transactional ? Duration.ZERO : attempt.remaining();
    }

    public BoundStatement statement() {
        return request.statement();
    }

    /** Whether it answers with rows. */
    public boolean isReturning() {
        return request.returning();
    }

    /**
     * The reader of the rows that the statement may answer with.
     *
     * @param texts whether it is sent as text, so that values come as texts
     */
    ResultReader begin(boolean texts) {
        ResultReader begun = new ResultReader(request.rows(), attempt.memory(), texts);
        reader = begun;
        return begun;
    }

    /** Whether it is still to be sent. */
    boolean isWanted() {
        return transactional ? !attempt.isAbandoned() : attempt.mayWrite();
    }

    /** Called when it is about to be sent; false if it must not be. */
    public boolean begin() {
        boolean wanted = transactional ? !attempt.isAbandoned() : attempt.beginWrite();
        if (wanted) {
            sent = true;
        }
        return wanted;
    }

    /** Reads the answer OK, from its second byte. */
    void answered(ByteBuf ok) {
        answered(Written.read(ok));
    }

    /** The database has sent the last row, and says no more. */
    void answeredWithRows() {
        ResultReader rows = reader;
        answered(Written.of(rows == null ? 0 : rows.found()));
    }

    /** Notes what the database said. */
    public void answered(Written said) {
        answer = said;
    }

    /**
     * What the database said.
     *
     * @param warnings what it warned of
     * @throws Failure if it answered with something else, or its rows cannot be read
     */
    public Written answer(Set<String> warnings) {
        Written read = answer;
        if (read == null) {
            throw Failure.unknown().withDetail("the answer is not OK");
        }
        ResultReader rows = reader;
        boolean hasRows = rows != null && (isReturning() || rows.hasColumns());
        return (hasRows ? read.with(rows.value()) : read).warned(warnings);
    }

    @Override
    public boolean mayBeRepeated() {
        return repeatable || !sent;
    }

    @Override
    public boolean isLeftToEnd() {
        return sent;
    }

    @Override
    public void ended() {
        attempt.writeEnded();
    }

    /** The failure for an exception: {@code unknown} if it has been sent and the database did not say how it ended. */
    Throwable failure(Throwable thrown) {
        Throwable known = SqlFailures.classify(thrown);
        boolean certain = transactional || !sent || SqlFailures.isAnswer(thrown);
        return certain ? known : Failure.unknown().withDetail(known.toString());
    }
}
