package dev.gather.postgresql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.sql.BoundStatement;
import dev.gather.sql.Kill;
import dev.gather.sql.Prepared;
import dev.gather.sql.ResultReader;
import dev.gather.sql.Session;
import dev.gather.sql.SessionState;
import dev.gather.sql.SessionUse;
import dev.gather.sql.StatementLimit;
import dev.gather.sql.Write;
import dev.gather.sql.Written;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.impl.PgSocketConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A session of PostgreSQL. Its settings are sent in the flight of the first statement, which is not run if the database refuses
 * them. A reset removes what {@code DISCARD ALL} does, but for the prepared statements.
 */
final class PgSession extends Session {
    private static final String RESET = "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *;"
            + " SELECT pg_advisory_unlock_all(); DISCARD PLANS; DISCARD TEMP; DISCARD SEQUENCES";

    private static final String NOT_SET = "the database refused the session's settings";
    private static final String NOT_RESET = "the database did not reset the session";

    private static final String BACK_TO_MARK = "ROLLBACK TO SAVEPOINT gather";
    private static final String KINDS =
            "SELECT t.oid, t.typelem, CASE WHEN e.oid IS NULL THEN ',' ELSE e.typdelim END, t.typcategory"
                    + " FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem WHERE t.oid IN (%s)";

    private final PgPools.Settings settings;

    PgSession(PgPools.Settings settings, SqlConnection borrowed) {
        super(borrowed, settings.config(), settings.longest());
        this.settings = settings;
    }

    @Override
    protected Future<?> setUp(StatementLimit limit) {
        require(1, NOT_SET);
        return borrowed().query(settings.statements() + "; " + statement(limit)).execute();
    }

    @Override
    protected Future<?> reset(StatementLimit limit) {
        require(1, NOT_RESET);
        Future<?> forgotten = borrowed().query(RESET).execute();
        return Future.all(forgotten, setUp(limit));
    }

    /** An error ends what a transaction can do, unless it goes back to a mark, which undoes the limit as well. */
    @Override
    protected Future<?> limit(StatementLimit limit) {
        if (conversation().isFailed()) {
            alsoAwait(borrowed().query(BACK_TO_MARK).execute());
        }
        return borrowed().query(statement(limit)).execute();
    }

    private static String statement(StatementLimit limit) {
        return "SET statement_timeout = " + millis(limit);
    }

    private static long millis(StatementLimit limit) {
        return Math.max(1, limit.in(false).toMillis());
    }

    @Override
    protected Future<ResultReader> run(
            BoundStatement statement, ResultReader reader, Supplier<Duration> left, StatementLimit limit) {
        if (isInTransaction() && !conversation().isFailed()) {
            alsoAwait(borrowed().query(PgDialect.MARK).execute());
        }
        boolean once = statement.use() == SessionUse.READS;
        conversation().readBy(reader);
        return answered(execute(statement, once, reader))
                .map(done -> reader.warned(conversation().warnings()))
                .compose(this::typed);
    }

    /** A statement whose tables have changed is prepared again; the client has forgotten it only if it knows the error's text. */
    private Future<RowSet<Row>> execute(BoundStatement statement, boolean once, ResultReader reader) {
        return execute(statement, once).recover(thrown -> {
            if (!PgErrors.isPlanOutdated(thrown) || isInTransaction()) {
                return Future.failedFuture(thrown);
            }
            conversation().readBy(reader);
            return execute(statement, true);
        });
    }

    /**
     * Runs a statement. What has to be prepared does not run before that, and so all that was sent before it, has been answered;
     * the connection is closed if the database refuses any of that.
     *
     * @param once whether it is prepared even if it is known to the connection
     */
    private Future<RowSet<Row>> execute(BoundStatement statement, boolean once) {
        String text = once || statement.types() == null ? statement.sql() + PgPools.ONCE : statement.sql();
        return borrowed().preparedQuery(text).execute(Tuple.wrap(statement.values()));
    }

    /** If types came that nobody knew, arrays may be among them: they are looked up. */
    private Future<ResultReader> typed(ResultReader reader) {
        Set<Integer> unknown = conversation().takeUnknown();
        if (unknown.isEmpty()) {
            return Future.succeededFuture(reader);
        }
        String numbers = unknown.stream().map(Integer::toUnsignedString).collect(Collectors.joining(", "));
        return run(KINDS.replace("%s", numbers)).map(found -> {
            learn(found);
            reader.typed(type -> type instanceof PgOpen open ? open.in(settings.types()) : type);
            return reader;
        });
    }

    private void learn(RowSet<Row> found) {
        for (Row row : found) {
            boolean array = row.getValue(3).toString().equals("A");
            int element = array ? Integer.parseUnsignedInt(row.getValue(1).toString()) : 0;
            settings.types()
                    .learn(
                            Integer.parseUnsignedInt(row.getValue(0).toString()),
                            element,
                            row.getValue(2).toString().charAt(0));
        }
    }

    /** One with rows is prepared each time, as changed tables would have it refused otherwise. */
    @Override
    protected Future<Written> run(Write write, ResultReader rows, Supplier<Duration> left) {
        boolean once = write.isReturning() || (isReused() && !hasBegun());
        conversation().watchedBy(write, rows);
        return answered(execute(write.statement(), once))
                .map(done -> rows.warned(conversation().warnings()))
                .compose(written -> typed(written).recover(this::written))
                .map(typed -> write.answer(typed.warnings()));
    }

    /** The write is done, but within a transaction, whatever the database says of a question about its rows. */
    private Future<ResultReader> written(Throwable thrown) {
        return Future.failedFuture(
                isInTransaction()
                        ? thrown
                        : Failure.unknown()
                                .withDetail("its rows cannot be read: "
                                        + thrown.getClass().getSimpleName()));
    }

    @Override
    protected Future<Prepared> prepare(String statement) {
        var unused = ready();
        return answered(borrowed()
                .prepare(statement)
                .compose(prepared -> accepted(prepared))
                .recover(PgSession::refused));
    }

    private Future<Prepared> accepted(PreparedStatement prepared) {
        Conversation.Statement found = Objects.requireNonNull(conversation().prepared());
        return prepared.close().map(closed -> new AcceptedByPg(found, settings.types()));
    }

    private static Future<Prepared> refused(Throwable thrown) {
        return thrown instanceof PgException error && !PgErrors.ENDING.contains(error.getSqlState())
                ? Future.succeededFuture(PgRefusal.of(error))
                : Future.failedFuture(thrown);
    }

    @Override
    protected Throwable meant(Throwable thrown) {
        return PgErrors.meant(thrown, settings.readOnly(), isTimeUp());
    }

    /** Whether the statement ran as long as it may: no text of an error is the same in all languages. */
    private boolean isTimeUp() {
        SessionState known = state();
        return known != null && conversation().ranFor().toMillis() >= millis(known.limit());
    }

    @Override
    protected boolean isInTransaction() {
        return conversation().isInTransaction();
    }

    @Override
    protected void dropRows() {
        conversation().dropRows();
    }

    @Override
    protected void readByClient() {
        conversation().readByClient();
    }

    @Override
    protected Optional<Kill> kill() {
        PgSocketConnection connection = (PgSocketConnection) connection();
        Conversation conversation = conversation();
        return Optional.ofNullable(conversation.server())
                .map(server -> new CancelRequest(
                        server,
                        connection.getProcessId(),
                        connection.getSecretKey(),
                        settings.client(),
                        conversation.isProtected()));
    }

    /** On the connection's own event loop, as the messages are sent. */
    @Override
    protected void require(int commands, String ifRefused) {
        Failure failure = Failure.of(Code.QUERY, ifRefused);
        ((ContextInternal) connection().context())
                .emit(sending -> conversation().require(commands, failure));
    }

    private Conversation conversation() {
        return Objects.requireNonNull(Conversation.of(channel()), "the connection is not guarded");
    }
}
