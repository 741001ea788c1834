package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Call;
import dev.gather.source.Describer;
import dev.gather.source.Description;
import dev.gather.source.Schemas;
import dev.gather.source.SourceYaml;
import dev.gather.time.EventLoop;
import dev.gather.time.VertxClock;
import dev.gather.yaml.Problem;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.YamlScalar;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prepares the statements of sources, and runs none: neither those that read nor those that write. */
@ApplicationScoped
class SqlDescriber implements Describer {
    /** For borrowing a connection, opening it, and preparing a statement. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final EventLoop loop;
    private final VertxClock clock;

    SqlDescriber(EventLoop loop, VertxClock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "sql";
    }

    @Override
    public Uni<Description> describe(SourceYaml source, Call call) {
        StatementCall asked = (StatementCall) call;
        if (!asked.datasource().configured()) {
            return Uni.createFrom().failure(Failure.of(Code.CONNECTION, "it has no URL"));
        }
        YamlScalar scalar = (YamlScalar) Objects.requireNonNull(source.body().get(kind()));
        List<PreparedText> texts = PreparedText.all(scalar, asked.forms());
        Optional<GuardedPool> pool = pool(asked);
        if (pool.isEmpty()) {
            return Uni.createFrom().item(Description.refused(List.of(onlyReads(texts.get(0), asked.datasource()))));
        }
        return Multi.createFrom()
                .range(0, texts.size())
                .onItem()
                .transformToUniAndConcatenate(
                        index -> describe(asked, asked.forms().all().get(index), texts.get(index), pool.get()))
                .collect()
                .asList()
                .map(SqlDescriber::together)
                .runSubscriptionOn(loop);
    }

    /** What is said of all that a statement can be. */
    private static Description together(List<Description> each) {
        List<Problem> problems =
                each.stream().flatMap(one -> one.problems().stream()).distinct().toList();
        List<Map<String, @Nullable Object>> rows =
                each.stream().flatMap(one -> one.row().stream()).distinct().toList();
        return new Description(rows.isEmpty() ? Optional.empty() : Optional.of(Schemas.either(rows)), problems);
    }

    private Uni<Description> describe(StatementCall call, SqlStatement statement, PreparedText text, GuardedPool pool) {
        return prepare(pool, text.sql()).onItem().transformToUni(prepared -> {
            if (prepared instanceof Prepared.Refused refused) {
                return refused(call.datasource(), refused, text);
            }
            return Uni.createFrom().item(accepted(statement, text, (Prepared.Accepted) prepared));
        });
    }

    /** A database may refuse to prepare a write in a session that only reads. */
    private static Optional<GuardedPool> pool(StatementCall call) {
        Connections connections = call.datasource().connections();
        return call instanceof WriteCall ? connections.writes() : Optional.of(connections.reading());
    }

    private static Problem onlyReads(PreparedText text, Datasource datasource) {
        return problem(
                ProblemCode.WRITE_NOT_ALLOWED,
                text,
                "the datasource only reads",
                "to let it write, set gather.datasources." + datasource.name() + ".writes=true");
    }

    private Uni<Prepared> prepare(GuardedPool pool, String sql) {
        Uni<Prepared> prepared = PooledRun.of(pool, new Preparation(sql), () -> false)
                .onFailure()
                .transform(SqlFailures::classify);
        Uni<Prepared> late = clock.after(LIMIT).onItem().transformToUni(passed -> Uni.createFrom()
                .failure(Failure.of(Code.CONNECTION, "the database did not prepare a statement in time")));
        return Uni.join().first(List.of(prepared, late)).toTerminate();
    }

    private static Description accepted(SqlStatement statement, PreparedText text, Prepared.Accepted accepted) {
        int expected =
                statement.places().stream().mapToInt(ExpressionPlace::width).sum();
        if (accepted.parameters() != expected) {
            String fault = "the database finds " + accepted.parameters()
                    + " parameters in the statement, whose expressions have " + expected;
            return Description.refused(List.of(problem(
                    ProblemCode.REFUSED_STATEMENT, text, fault, "look for quotes that are not closed as you mean")));
        }
        if (accepted.columns().isEmpty()) {
            return new Description(Optional.empty(), List.of());
        }
        Optional<String> twice = twice(accepted.columns());
        if (twice.isPresent()) {
            String fault = "two columns are named '" + twice.get() + "'";
            return Description.refused(List.of(
                    problem(ProblemCode.REFUSED_STATEMENT, text, fault, "give one of them another name with AS")));
        }
        return new Description(Optional.of(accepted.row(statement)), List.of());
    }

    private static Problem problem(ProblemCode code, PreparedText text, String fault, String remedy) {
        YamlScalar scalar = text.scalar();
        return new Problem(code, scalar.file(), scalar.positionOf(0), scalar.path(), fault, remedy);
    }

    private static Optional<String> twice(List<String> columns) {
        Set<String> seen = new HashSet<>();
        return columns.stream().filter(name -> !seen.add(name)).findFirst();
    }

    private Uni<Description> refused(Datasource datasource, Prepared.Refused refusal, PreparedText text) {
        List<String> tables = refusal.isUnknownColumn()
                ? NamedTables.in(text.sql(), datasource.dialect().scanner())
                : List.of();
        return Multi.createFrom()
                .iterable(tables)
                .onItem()
                .transformToUniAndConcatenate(
                        table -> prepare(datasource.connections().reading(), "SELECT * FROM " + table))
                .collect()
                .asList()
                .map(answers -> Description.refused(List.of(refusal.problem(text, names(answers)))));
    }

    /** The columns of those tables that there are. */
    private static Set<String> names(List<Prepared> answers) {
        return answers.stream()
                .filter(Prepared.Accepted.class::isInstance)
                .flatMap(answer -> ((Prepared.Accepted) answer).columns().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
