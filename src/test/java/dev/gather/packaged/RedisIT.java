package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gather.packaged.Program.Ended;
import dev.gather.stub.Certificates;
import dev.gather.stub.RawRedis;
import dev.gather.stub.RedisCluster;
import dev.gather.stub.RedisProcess;
import io.vertx.core.json.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources with redis in the packaged program: where the build has them, and where it does not. */
class RedisIT {
    private static final boolean BUILT =
            System.getProperty("redis.room", "none").equals("none");

    private static final String COMPOSITION = """
            sources:
              customer: { redis: HGETALL customer:7 }
              orders: { redis: 'MGET order:{% [1, 2] %}', as: json }
            output: ['{% $customer %}', '{% $orders %}']
            """;

    private static final String EXPECTED = "[{\"name\":\"Ada\"},[{\"total\":12.50},null]]";

    @TempDir
    Path folder;

    private Ended run(Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("GATHER_COMPOSITIONS", compositions().toString());
        all.put("GATHER_OWN_COMPOSITIONS", "false");
        return Program.run(folder, all, "run", "customer");
    }

    private Path compositions() throws Exception {
        Path compositions = Files.createDirectories(folder.resolve("compositions"));
        Files.writeString(compositions.resolve("customer.yaml"), COMPOSITION);
        return compositions;
    }

    private static void assertRead(Ended ended) {
        assertEquals(0, ended.status(), ended.output() + ended.error());
        assertEquals(EXPECTED, new JsonArray(ended.output()).encode().replace("12.5}", "12.50}"));
    }

    @Test
    void areAProblemWithTheWayOutWhereTheBuildHasThemNot() throws Exception {
        assumeFalse(BUILT, "this build has Redis");

        Ended ended = Program.run(folder, Map.of(), "check", compositions().toString());

        assertEquals(1, ended.status(), ended.output() + ended.error());
        String problem = "sources.customer.redis: this build has no Redis, build the function with -Predis";
        assertTrue(ended.output().contains(problem), ended.output());
        assertTrue(ended.output().contains("\n2 errors, "), ended.output());
    }

    @Test
    void readFromAServer() throws Exception {
        assumeTrue(BUILT, "this build has no Redis");
        try (RedisProcess server = RedisProcess.start()) {
            server.run("HSET", "customer:7", "name", "Ada");
            server.run("SET", "order:1", "{\"total\": 12.50}");

            assertRead(run(Map.of("GATHER_REDIS_DEFAULT_URL", server.url())));
        }
    }

    @Test
    void readFromACluster() throws Exception {
        assumeTrue(BUILT, "this build has no Redis");
        try (RedisCluster cluster = RedisCluster.start()) {
            cluster.run("customer:7", "HSET", "customer:7", "name", "Ada");
            cluster.set("order:1", "{\"total\": 12.50}");

            assertRead(run(Map.of("GATHER_REDIS_DEFAULT_URL", cluster.urls(), "GATHER_REDIS_DEFAULT_CLUSTER", "true")));
        }
    }

    @Test
    void speakTls() throws Exception {
        assumeTrue(BUILT, "this build has no Redis");
        try (RedisProcess server = RedisProcess.startWithTls()) {
            Ended ended = run(Map.of(
                    "GATHER_REDIS_DEFAULT_URL",
                    server.url().replace("redis:", "rediss:"),
                    "GATHER_REDIS_DEFAULT_TRUST_CERTIFICATES",
                    Certificates.SERVER.toAbsolutePath().toString()));

            assertEquals(0, ended.status(), ended.output() + ended.error());
            assertEquals("[null,[null,null]]", new JsonArray(ended.output()).encode());
        }
    }

    @Test
    void failOfNonsense() throws Exception {
        assumeTrue(BUILT, "this build has no Redis");
        try (RawRedis server = new RawRedis((command, out) -> RawRedis.write(out, "HTTP/1.1 200 OK\r\n"))) {
            Ended ended = run(Map.of("GATHER_REDIS_DEFAULT_URL", server.url()));

            assertEquals(1, ended.status(), ended.output());
            assertTrue(
                    (ended.output() + ended.error()).contains("the server's reply is not one of Redis"), ended::error);
        }
    }
}
