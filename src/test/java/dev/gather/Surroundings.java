package dev.gather;

import dev.gather.dev.EmbeddedDatabase;
import dev.gather.execution.Combination;
import dev.gather.golden.GoldenCase;
import dev.gather.postgresql.PostgreSqlServer;
import dev.gather.stub.RedisProcess;
import dev.gather.stub.StubServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every test that starts the application finds: a stub server, a MariaDB, and a folder with the compositions of all golden
 * cases and combinations. Quarkus starts it once for all of them, since the annotation names it for all; a test class that
 * brought a resource or a profile of its own would have the application started once more.
 */
@QuarkusTestResource(Surroundings.class)
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    private StubServer stub;
    private EmbeddedDatabase database;
    private @Nullable RedisProcess redis;

    @Override
    public Map<String, String> start() {
        try {
            stub = new StubServer();
        } catch (Exception e) {
            throw new IllegalStateException("the stub server does not start", e);
        }
        database = EmbeddedDatabase.start();
        database.load("demo/schema.sql");
        Map<String, String> config = new HashMap<>();
        // Each case has its retries, whatever the cases before it spent.
        config.put("gather.retry-budget", "100%");
        for (String name : new String[] {"stub", "carrier", "offers", "data"}) {
            config.put("gather.upstreams." + name + ".url", stub.url());
        }
        config.put("gather.upstreams.stub.max-body", "64K");
        config.put("gather.upstreams.stub.forward-headers", "x-tenant");
        config.put("gather.upstreams.stub.headers.x-api-key", "s3cret");
        config.put("gather.upstreams.narrow.url", stub.url() + "/base/");
        config.put("gather.upstreams.narrow.max-connections", "1");
        config.put("gather.upstreams.narrow.timeout", "300ms");
        config.put("gather.upstreams.hedged.url", stub.url());
        config.put("gather.upstreams.patient.url", stub.url());
        config.put("gather.upstreams.patient.retries", "2");
        config.put("gather.upstreams.keyed-hedges.url", stub.url());
        config.put("gather.upstreams.fragile.url", stub.url());
        config.put("gather.upstreams.fragile.circuit-breaker.enabled", "true");
        config.put("gather.upstreams.fragile.circuit-breaker.requests", "2");
        config.put("gather.upstreams.fragile.circuit-breaker.failure-ratio", "100%");
        config.put("gather.upstreams.fragile.circuit-breaker.delay", "5s");
        config.put("gather.upstreams.brief.url", stub.url());
        config.put("gather.upstreams.brief.idle-timeout", "1s");
        config.put("gather.upstreams.\"my.api\".url", stub.url());
        config.put("gather.upstreams.keyed.url", stub.url());
        config.put("gather.upstreams.keyed.query.appid", "s3cret &ü");
        config.put("gather.upstreams.keyed.query.api_key", "1");
        config.put("gather.upstreams.tokens.url", stub.url());
        config.put("gather.upstreams.tokens.auth.oauth2.token-url", stub.url() + "/oauth/token");
        config.put("gather.upstreams.tokens.auth.oauth2.client-id", "gather");
        config.put("gather.upstreams.tokens.auth.oauth2.client-secret", "s3cret");
        config.put("gather.upstreams.pricing.url", stub.url());
        config.put(
                "gather.upstreams.pricing.function", "arn:aws:lambda:eu-central-1:123456789012:function:pricing:live");
        config.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        config.put("AWS_SECRET_ACCESS_KEY", "s3cret");
        config.put("gather.upstreams.nobody.url", "http://127.0.0.1:1");
        config.put("gather.upstreams.unknown-host.url", "http://no.such.host.invalid");
        config.put("gather.compositions", compositions().toString());
        config.put("gather.own-compositions", "false");
        config.put("gather.demo", "true");
        config.put("gather.http.by-name", "true");
        config.put("gather.mcp.enabled", "true");
        config.put("gather.http.cors.origins", "https://app.example.com");
        config.put("gather.redis.default.url", redisUrl());
        config.put("gather.redis.sessions.url", config.get("gather.redis.default.url"));
        config.put("gather.redis.gone.url", "redis://127.0.0.1:1");
        config.put("quarkus.datasource.reactive.url", database.url());
        config.put("quarkus.datasource.username", "gather");
        config.put("quarkus.datasource.password", "gather");
        config.put("gather.datasources.default.writes", "true");
        config.put("quarkus.datasource.second.reactive.url", database.url());
        config.put("quarkus.datasource.second.reactive.max-size", "4");
        config.put("quarkus.datasource.second.username", "gather");
        config.put("quarkus.datasource.second.password", "gather");
        config.put("quarkus.datasource.postgres.reactive.url", PostgreSqlServer.url());
        config.put("quarkus.datasource.postgres.username", PostgreSqlServer.USER);
        config.put("quarkus.datasource.postgres.password", PostgreSqlServer.USER);
        config.put("gather.datasources.postgres.writes", "true");
        config.put("quarkus.datasource.absent.reactive.url", "mysql://127.0.0.1:1/none");
        config.put("quarkus.datasource.gone.reactive.url", "mysql://127.0.0.1:1/none");
        config.put("gather.datasources.gone.circuit-breaker.enabled", "true");
        config.put("gather.datasources.gone.circuit-breaker.requests", "2");
        config.put("gather.datasources.gone.circuit-breaker.delay", "1h");
        return config;
    }

    @Override
    public void stop() {
        database.close();
        stub.close();
        if (redis != null) {
            redis.close();
        }
    }

    /** Where there is no server, the cases that need one are left out, and the address is nobody's. */
    private String redisUrl() {
        if (RedisProcess.programs().isEmpty()) {
            return "redis://127.0.0.1:1";
        }
        redis = RedisProcess.start();
        return redis.url();
    }

    private static Path compositions() {
        try {
            Path folder = Files.createTempDirectory("gather-golden");
            for (GoldenCase golden : GoldenCase.all()) {
                if (golden.problems().isEmpty()) {
                    Files.writeString(folder.resolve(golden.name() + ".yaml"), golden.composition());
                }
            }
            for (Combination combination : Combination.all()) {
                Files.writeString(folder.resolve(combination.name() + ".yaml"), combination.composition());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
