package dev.gather.sql;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.config.GatherConfig;
import dev.gather.execution.Arguments;
import dev.gather.execution.CallContext;
import dev.gather.execution.Engine;
import dev.gather.execution.Result;
import dev.gather.fetch.Layers;
import dev.gather.sql.RowsToAnswer.Output;
import dev.gather.time.Deadlines;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import dev.gather.time.VertxClock;
import dev.gather.web.JsonBody;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A composition over one query, run by the engine, with its output written as the front doors write it. */
final class GatheredRows implements RowsProgram {
    private static final String SOURCE = """
            input: { type: object, properties: { rows: { type: integer } } }
            sources:
              rows: { datasource: rows, sql: '%s' }
            """;

    private static final String WHOLE = "output: '{% $rows %}'";
    private static final String PICKED = """
            output: '{% [$rows.{"number": id_0, "amount": price_2, "title": name_3, "at": created_4}] %}'
            """;

    private final Engine engine;
    private final Composition composition;

    private GatheredRows(Vertx vertx, MySQLConnectOptions database, int columns, String output) {
        SmallRyeConfig properties = properties(database);
        GatherConfig config = properties.getConfigMapping(GatherConfig.class);
        VertxClock clock = new VertxClock(vertx);
        Deadlines deadlines = new Deadlines(config, clock, new Reserve(Duration.ZERO, Optional.empty()));
        this.engine = new Engine(deadlines, new EventLoop(vertx), config, (report, id) -> {});
        String text = SOURCE.formatted(WideTable.select(columns, "{% $input.rows %}")) + output;
        this.composition = new CompositionLoader(
                        List.of(kind(vertx, properties, config)), new Layers(config, clock), true)
                .load(List.of(new CompositionFile("rows", "rows.yaml", text)))
                .find("rows")
                .orElseThrow();
    }

    private static SmallRyeConfig properties(MySQLConnectOptions database) {
        String url = "mysql://" + database.getHost() + ":" + database.getPort() + "/" + database.getDatabase();
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("quarkus.datasource.rows.reactive.url", url)
                .withDefaultValue("quarkus.datasource.rows.username", database.getUser())
                .withDefaultValue("quarkus.datasource.rows.password", database.getPassword())
                .withDefaultValue("gather.memory-budget", "500M")
                .build();
    }

    /** There is no default datasource, whose pool Quarkus would make. */
    private static SqlKind kind(Vertx vertx, SmallRyeConfig properties, GatherConfig config) {
        LoginSources logins = new LoginSources(properties);
        DatabaseKind mySql = new NamedPoolFactory(vertx, properties, config, logins);
        DatabaseKinds kinds = new DatabaseKinds(List.of(mySql), properties);
        return new SqlKind(new Datasources(null, null, kinds, logins, vertx, properties, config));
    }

    static GatheredRows of(Vertx vertx, MySQLConnectOptions database, int columns, Output output) {
        return new GatheredRows(vertx, database, columns, output == Output.WHOLE ? WHOLE : PICKED);
    }

    @Override
    public Future<byte[]> answer(int rows) {
        Promise<byte[]> answer = Promise.promise();
        var unused = engine.execute(composition, Arguments.direct(Map.of(), Map.of("rows", rows), CallContext.NONE))
                .map(GatheredRows::json)
                .subscribe()
                .with(answer::complete, answer::fail);
        return answer.future();
    }

    private static byte[] json(Result result) {
        if (result instanceof Result.Failed failed) {
            throw failed.failure();
        }
        return JsonBody.write(((Result.Answer) result).output());
    }
}
