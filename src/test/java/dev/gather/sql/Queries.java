package dev.gather.sql;

import dev.gather.config.GatherConfig;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.postgresql.PostgreSqlServer;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Call;
import dev.gather.source.Description;
import dev.gather.source.Fetched;
import dev.gather.source.MemoryBudget;
import dev.gather.source.Scope;
import dev.gather.source.SourceYaml;
import dev.gather.source.Writes;
import dev.gather.time.Deadline;
import dev.gather.time.EventLoop;
import dev.gather.time.VertxClock;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlScalar;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A pool to some database, and queries on it as compositions make them, without an application around. */
final class Queries implements AutoCloseable {
    /** How Quarkus' own properties of the datasource start. */
    static final String QUARKUS = "quarkus.datasource.test.";

    private static final int LIMIT_SECONDS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What all values of one answer may take, in bytes. */
    static final long MEMORY = 30_000_000;

    private static final SqlCall.Rows MANY = new SqlCall.Rows(false, false);

    /** Takes any statement, to see what becomes of one that a composition cannot have. */
    private static final StatementRules ANY = new StatementRules() {
        @Override
        public Optional<Fault> see(String word, boolean called) {
            return Optional.empty();
        }

        @Override
        public Optional<Fault> end() {
            return Optional.empty();
        }
    };

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Datasource datasource;
    private final Map<String, StatementForms> statements = new ConcurrentHashMap<>();

    /** @param properties of the datasource, and under their full names those of Quarkus; among them the URL */
    static Queries toPostgreSql(Map<String, String> properties) {
        return toPostgreSql(properties, Map.of());
    }

    /** @param environment variables that AWS would set */
    static Queries toPostgreSql(Map<String, String> properties, Map<String, String> environment) {
        return new Queries(config(properties, environment), Optional.empty());
    }

    /** @param logins instead of those that the properties name */
    static Queries toPostgreSql(Map<String, String> properties, Logins logins) {
        return new Queries(config(properties, Map.of()), Optional.of(logins));
    }

    /** All on one connection to the PostgreSQL of the tests. */
    static Queries toPostgreSql() {
        return toPostgreSql(postgreSql());
    }

    /** The properties that name the PostgreSQL of the tests, with one connection. */
    static Map<String, String> postgreSql() {
        return Map.of(
                QUARKUS + "reactive.url",
                PostgreSqlServer.url(),
                QUARKUS + "username",
                PostgreSqlServer.USER,
                QUARKUS + "password",
                PostgreSqlServer.USER,
                QUARKUS + "reactive.max-size",
                "1",
                "connect-timeout",
                "20s");
    }

    /** The same with more properties. */
    static Map<String, String> postgreSql(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(postgreSql());
        all.putAll(more);
        return all;
    }

    private Queries(SmallRyeConfig config, Optional<Logins> logins) {
        GatherConfig gather = config.getConfigMapping(GatherConfig.class);
        GatherConfig.Datasource rules = gather.datasources().get("test");
        DatabaseKind kind = PostgreSqlServer.kind(vertx);
        Connections connections = kind.connect(
                DatasourceSettings.of(config, gather, "test"),
                logins.orElseGet(() -> new LoginSources(config).of("test", rules, vertx)));
        datasource = new Datasource(
                new Backend("datasource test", rules.circuitBreaker()), kind.dialect(rules), connections, rules, true);
    }

    private Queries(MySQLConnectOptions options, int maxSize, SmallRyeConfig config, Optional<Logins> logins) {
        GatherConfig.Datasource rules =
                config.getConfigMapping(GatherConfig.class).datasources().get("test");
        PoolOptions pool = new PoolOptions().setMaxSize(maxSize);
        PoolSettings settings = new PoolSettings("test", List.of(options), pool, Duration.ofSeconds(10), rules);
        Connections connections = MySqlPools.connections(
                vertx, settings, logins.orElseGet(() -> new LoginSources(config).of("test", rules, vertx)));
        datasource = new Datasource(
                new Backend("datasource test", rules.circuitBreaker()), MySqlDialect.PLAIN, connections, rules, true);
    }

    /** @param properties of the datasource, below {@code gather.datasources.test} */
    static Queries to(MySQLConnectOptions options, int maxSize, Map<String, String> properties) {
        return to(options, maxSize, properties, Map.of());
    }

    /** @param environment variables that AWS would set */
    static Queries to(
            MySQLConnectOptions options, int maxSize, Map<String, String> properties, Map<String, String> environment) {
        return new Queries(options, maxSize, config(properties, environment), Optional.empty());
    }

    /** @param logins instead of those that the properties name */
    static Queries to(MySQLConnectOptions options, Map<String, String> properties, Logins logins) {
        return new Queries(options, 1, config(properties, Map.of()), Optional.of(logins));
    }

    private static SmallRyeConfig config(Map<String, String> properties, Map<String, String> environment) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(GatherConfig.class);
        properties.forEach((name, value) ->
                builder.withDefaultValue(name.startsWith(QUARKUS) ? name : "gather.datasources.test." + name, value));
        environment.forEach(builder::withDefaultValue);
        return builder.build();
    }

    static Queries to(int port) {
        return to(at(port), 4, Map.of());
    }

    static MySQLConnectOptions at(int port) {
        return new MySQLConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setUser("gather")
                .setPassword("gather")
                .setDatabase("demo")
                .setCachePreparedStatements(true);
    }

    /** What the database says about a source with this statement. */
    Description describe(String sql) {
        return describe(
                sql, () -> datasource.dialect().reading("test"), statement -> new SqlCall(datasource, statement, MANY));
    }

    /** What the database says about a source that writes. */
    Description describeWrite(String sql) {
        return describe(
                sql,
                () -> datasource.dialect().writing(),
                statement -> new WriteCall(datasource, statement, Writes.YES, false, MANY));
    }

    private Description describe(String sql, Supplier<StatementRules> rules, Function<StatementForms, Call> call) {
        String indented = sql.strip().replace("\n", "\n    ");
        YamlMap body = (YamlMap) new YamlReader("file", "sql: |\n    " + indented + "\n", new Problems())
                .read()
                .orElseThrow();
        SourceYaml source = new SourceYaml("source", body.key("sql").orElseThrow(), body, Set.of(), null);
        SqlDescriber describer = new SqlDescriber(new EventLoop(vertx), new VertxClock(vertx));
        return describer
                .describe(source, call.apply(forms(sql, rules, datasource.dialect())))
                .await()
                .atMost(Duration.ofSeconds(LIMIT_SECONDS));
    }

    /** The pool for writes. */
    GuardedPool writing() {
        return datasource.connections().writing();
    }

    /** What a statement has to do with its session. */
    static SessionUse useOf(String sql) {
        return statement(sql).use();
    }

    /** The value of a query; {@code $input} is the input. */
    Object ask(String sql, Object input) {
        return await(start(sql, input, MANY));
    }

    /** What the database warns of, about a query or a write. */
    Set<String> warnings(String sql, Object input) {
        AtomicReference<Fetched> answer = new AtomicReference<>();
        boolean writes = sql.startsWith("INSERT");
        Call call = writes
                ? writing(sql, false)
                : new SqlCall(datasource, statements.computeIfAbsent(sql, this::own), limited(MANY));
        var unused = await(start(call, input, scope(false), LIMIT, answer::set));
        return answer.get().warnings();
    }

    /** Runs a query whose value does not matter. */
    void run(String sql, Object... input) {
        var unused = ask(sql, input.length == 0 ? null : input[0]);
    }

    /** The rows of a query without values. */
    Object ask(String sql) {
        return ask(sql, null);
    }

    /** The rows of a query without values, whose columns become JSON like this. */
    Object typed(String sql, ColumnTypes types) {
        return await(start(sql, null, new SqlCall.Rows(false, false, types, ResultLimits.NONE)));
    }

    /** The first row of a query. */
    Object one(String sql, Object input) {
        return await(start(sql, input, new SqlCall.Rows(true, true)));
    }

    private static Object await(CompletableFuture<Object> answer) {
        try {
            return answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /** Starts a query; cancelling the future cancels it. */
    CompletableFuture<Object> start(String sql, Object input, SqlCall.Rows rows) {
        StatementForms statement = statements.computeIfAbsent(sql, this::own);
        return start(new SqlCall(datasource, statement, limited(rows)), input, scope(false));
    }

    private SqlCall.Rows limited(SqlCall.Rows rows) {
        return new SqlCall.Rows(rows.one(), rows.neededOnce(), rows.types(), datasource.limits());
    }

    /** Starts a query that may take so long. */
    CompletableFuture<Object> startWithin(Duration limit, String sql) {
        StatementForms statement = statements.computeIfAbsent(sql, this::own);
        return start(new SqlCall(datasource, statement, limited(MANY)), null, scope(false), limit, fetched -> {});
    }

    /** The value of a write. */
    Map<?, ?> write(String sql, Object... input) {
        return (Map<?, ?>) await(startWrite(sql, input.length == 0 ? null : input[0], scope(false)));
    }

    /** Starts a write in an execution; cancelling the future cancels it. */
    CompletableFuture<Object> startWrite(String sql, Object input, Scope scope) {
        return start(writing(sql, false), input, scope);
    }

    /** The value of a write that may be repeated. */
    Object writeRetryable(String sql) {
        return await(start(writing(sql, true), null, scope(false)));
    }

    private Call writing(String sql, boolean retryable) {
        StatementForms statement = statements.computeIfAbsent(
                sql, text -> forms(text, () -> datasource.dialect().writing(), datasource.dialect()));
        return new WriteCall(datasource, statement, Writes.YES, retryable, limited(MANY));
    }

    /** Starts something; cancelling the future cancels it. */
    CompletableFuture<Object> start(Uni<?> work) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        loop.runOnContext(now -> subscribe(work, answer));
        return answer;
    }

    /** The result of something. */
    Object run(Uni<?> work) {
        return await(start(work));
    }

    private CompletableFuture<Object> start(Call call, Object input, Scope scope) {
        return start(call, input, scope, LIMIT, fetched -> {});
    }

    private CompletableFuture<Object> start(
            Call call, Object input, Scope scope, Duration limit, Consumer<Fetched> answered) {
        Variables variables = Variables.within(() -> Duration.ofSeconds(5)).with("input", input);
        return start(Uni.createFrom().deferred(() -> {
            Attempt attempt = Attempt.in(scope, () -> {}).within(limit);
            return call.render(variables)
                    .orElseThrow()
                    .send(attempt)
                    .onCancellation()
                    .invoke(attempt::abandon)
                    .invoke(answered)
                    .map(Fetched::value);
        }));
    }

    private void subscribe(Uni<?> work, CompletableFuture<Object> answer) {
        try {
            Cancellable atWork = work.subscribe().with(answer::complete, answer::completeExceptionally);
            var unused = answer.whenComplete((value, thrown) -> {
                if (answer.isCancelled()) {
                    loop.runOnContext(now -> atWork.cancel());
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    /** A new execution of ten seconds. */
    Scope scope(boolean transactional) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), new VertxClock(vertx));
        return new Scope(deadline, new MemoryBudget(MEMORY), transactional, false);
    }

    /** A new execution of ten seconds whose queries see one state of the database. */
    Scope snapshot() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), new VertxClock(vertx));
        return new Scope(deadline, new MemoryBudget(MEMORY), false, true);
    }

    /** Starts a query in an execution that may take so long; cancelling the future cancels it. */
    CompletableFuture<Object> startIn(Scope scope, Duration limit, String sql) {
        StatementForms statement = statements.computeIfAbsent(sql, this::own);
        return start(new SqlCall(datasource, statement, limited(MANY)), null, scope, limit, fetched -> {});
    }

    /** Ends the snapshot of an execution. */
    void end(Scope scope) {
        loop.runOnContext(now -> scope.endSnapshot());
    }

    /** The first form of a statement. */
    static SqlStatement statement(String sql) {
        return forms(sql).all().get(0);
    }

    /** All forms of a statement. */
    static StatementForms forms(String sql) {
        return forms(sql, () -> ANY, MySqlDialect.PLAIN);
    }

    private StatementForms own(String sql) {
        return forms(sql, () -> ANY, datasource.dialect());
    }

    private static StatementForms forms(String sql, Supplier<StatementRules> rules, Dialect dialect) {
        Problems problems = new Problems();
        return read(sql, rules, problems, dialect)
                .orElseThrow(() -> new IllegalArgumentException(problems.all().toString()));
    }

    /** Whether a source may have this statement. */
    static boolean isTaken(String sql, StatementRules rules) {
        return isTaken(sql, rules, MySqlDialect.PLAIN);
    }

    static boolean isTaken(String sql, StatementRules rules, Dialect dialect) {
        return read(sql, () -> rules, new Problems(), dialect).isPresent();
    }

    /** YAML cannot hold all characters of some statements; only the places of problems come from it. */
    private static Optional<StatementForms> read(
            String sql, Supplier<StatementRules> rules, Problems problems, Dialect dialect) {
        String yaml = "x".repeat(sql.length() + 1);
        YamlScalar scalar =
                (YamlScalar) new YamlReader("test", yaml, problems).read().orElseThrow();
        try {
            return new StatementReader(scalar, problems, rules, dialect).read(Template.parse(sql));
        } catch (ExpressionSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
