package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A session of MySQL or MariaDB. */
final class MySqlSession extends Session {
    /** An answer that is there does not wait longer for the warnings about it. */
    private static final long WARNINGS_LIMIT_MILLIS = 100;

    private final SessionSettings settings;
    private final SetUp setUp;

    MySqlSession(SessionSettings settings, SqlConnection borrowed) {
        super(borrowed, settings.config(), settings.longest());
        this.settings = settings;
        this.setUp = new SetUp(borrowed, settings, this::require);
    }

    @Override
    protected Future<?> setUp(StatementLimit limit) {
        return setUp.all(limit);
    }

    @Override
    protected Future<?> reset(StatementLimit limit) {
        return setUp.again(limit);
    }

    @Override
    protected Future<?> limit(StatementLimit limit) {
        return setUp.limit(limit);
    }

    @Override
    protected Future<ResultReader> run(
            BoundStatement statement, ResultReader reader, Supplier<Duration> left, StatementLimit limit) {
        SessionState state = ready();
        guard().ifPresent(guard -> guard.readBy(reader));
        return answered(execute(statement, state, limit))
                .compose(done -> mayHaveWarnings(left)
                        ? warnings().map(warnings -> reader.warned(warnings))
                        : Future.succeededFuture(reader));
    }

    @Override
    protected Future<Written> run(Write write, ResultReader rows, Supplier<Duration> left) {
        SessionState state = ready();
        guard().ifPresent(guard -> guard.watchedBy(write, rows));
        return answered(execute(write.statement(), state, state.limit()))
                .compose(done -> mayHaveWarnings(left) ? warnings() : Future.succeededFuture(Set.<String>of()))
                .map(write::answer);
    }

    /**
     * Whether there are warnings about the statement that the database just answered, and time is left to ask for them.
     *
     * @param left how long the answer is still waited for
     */
    private boolean mayHaveWarnings(Supplier<Duration> left) {
        return resultEnd().warnings() > 0 && left.get().toMillis() >= 2 * WARNINGS_LIMIT_MILLIS;
    }

    /** These warnings; none if the database does not tell them at once. Never fails: the statement's answer is there. */
    private Future<Set<String>> warnings() {
        Promise<Set<String>> told = Promise.promise();
        Future<Set<String>> listed =
                borrowed().query(Warnings.LIST).execute().map(Warnings::in).otherwise(Set.of());
        var unused = inTime(WARNINGS_LIMIT_MILLIS, () -> withoutWarnings(told), listed)
                .onSuccess(told::tryComplete);
        alsoAwait(listed);
        return told.future();
    }

    /** What follows in a transaction waits behind the question; otherwise nothing does. */
    private void withoutWarnings(Promise<Set<String>> told) {
        if (!isInTransaction()) {
            close();
        }
        told.tryComplete(Set.of());
    }

    @Override
    protected Future<Prepared> prepare(String statement) {
        SessionState state = ready();
        DefinitionReader definitions = new DefinitionReader();
        guard().ifPresent(guard -> guard.definedBy(definitions));
        return answered(borrowed()
                .prepare(StatementText.of(statement, null, state.mark()))
                .compose(PreparedStatement::close)
                .<Prepared>map(closed -> definitions.accepted())
                .recover(MySqlSession::refused));
    }

    private static Future<Prepared> refused(Throwable thrown) {
        return thrown instanceof MySQLException error && SqlFailures.isAnswer(thrown)
                ? Future.succeededFuture(Refusal.of(error.getErrorCode(), String.valueOf(error.getMessage())))
                : Future.failedFuture(thrown);
    }

    /**
     * Runs the statement of a source. One that is sent as text waits for what was sent before it: the database would run it even
     * if it had refused that. What a prepared one prepares is not run before that is answered.
     */
    private Future<RowSet<Row>> execute(BoundStatement statement, SessionState state, StatementLimit limit) {
        if (isProxied()) {
            String text = statement.withValuesOn(state.mark());
            return before().compose(ready -> borrowed()
                    .query(isMariaDb() ? text : limit.hinted(text))
                    .execute()
                    .recover(SqlFailures::withoutExcerpt));
        }
        return borrowed().preparedQuery(state.text(statement)).execute(Tuple.wrap(statement.values()));
    }

    @Override
    protected boolean isInTransaction() {
        return resultEnd().inTransaction();
    }

    private ResultEnd resultEnd() {
        return guard().map(CommandGuard::resultEnd).orElse(ResultEnd.NONE);
    }

    @Override
    protected void dropRows() {
        guard().ifPresent(CommandGuard::dropRows);
    }

    @Override
    protected void readByClient() {
        guard().ifPresent(CommandGuard::readByClient);
    }

    /** By the mark in the text of this connection's statements; none if the session has not been set up, so that none has run. */
    @Override
    protected Optional<Kill> kill() {
        SessionState state = state();
        return state == null || before().failed() ? Optional.empty() : Optional.of(new KillByMark(state.mark()));
    }

    /** On the connection's own event loop, as the commands are sent. */
    @Override
    protected void require(int commands, String ifRefused) {
        Failure failure = Failure.of(Code.QUERY, ifRefused);
        ((ContextInternal) connection().context())
                .emit(sending -> guard().ifPresent(guard -> guard.require(commands, failure)));
    }

    /** Whether a proxy may give each statement another connection to the database: none is prepared, and none has state. */
    private boolean isProxied() {
        return settings.isProxied();
    }

    @Override
    boolean hasTextRows() {
        return isProxied();
    }

    @Override
    boolean hasLimits() {
        return !isProxied();
    }

    boolean isMariaDb() {
        return setUp.isMariaDb();
    }

    /** None if the connection has just been closed: then what is sent fails. */
    private Optional<CommandGuard> guard() {
        return Optional.ofNullable(CommandGuard.of(channel()));
    }
}
