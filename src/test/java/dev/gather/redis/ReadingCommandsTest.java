package dev.gather.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.RedisProcess;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of commands says what real servers say of their own. */
class ReadingCommandsTest {
    /** They have a further argument from version 7.2 on. */
    private static final Set<String> WITH_SCORE = Set.of("ZRANK", "ZREVRANK");

    /** What a server says of a command: how many words it has, its name among them, and its flags. */
    private record Row(int arity, Set<String> flags) {}

    @TestFactory
    Stream<DynamicTest> holdOnEachServer() {
        Assumptions.assumeFalse(RedisProcess.programs().isEmpty(), "there is no redis-server here");
        return RedisProcess.programs().stream()
                .map(program -> DynamicTest.dynamicTest(program, () -> checkAgainst(program)));
    }

    private static void checkAgainst(String program) throws Exception {
        try (RedisProcess server = RedisProcess.of(program)) {
            Map<String, Row> commands = commands(server.url());
            commands.forEach((name, row) -> {
                boolean reads = row.flags().contains("readonly");
                boolean known = ReadingCommands.find(name).isPresent();
                boolean leftOut = ReadingCommands.leftOut(name).isPresent();
                assertTrue(!known || reads, name + " does not only read");
                assertTrue(!known || !row.flags().contains("blocking"), name + " may wait");
                assertFalse(known && leftOut, name + " is left out, and known");
            });
            Set<String> checked = new HashSet<>();
            for (String name : ReadingCommands.names()) {
                if (commands.containsKey(name)) {
                    checkArity(
                            ReadingCommands.find(name).orElseThrow(),
                            commands.get(name).arity());
                    checked.add(name);
                }
            }
            assertTrue(checked.size() > 50, () -> "the server knows only " + checked);
        }
    }

    /** The server counts the command's name; fewer than none is so many or more. */
    private static void checkArity(ReadingCommand command, int arity) {
        if (arity > 0) {
            assertEquals(arity - 1, command.least(), command.name());
            assertTrue(command.most() == arity - 1 || WITH_SCORE.contains(command.name()), command.name());
        } else {
            assertEquals(-arity - 1, command.least(), command.name());
            assertTrue(command.most() > command.least(), command.name());
        }
    }

    @Test
    void areAllThatRead() throws Exception {
        try (RedisProcess server = RedisProcess.start()) {
            Set<String> unknown = new TreeSet<>();
            commands(server.url()).forEach((name, row) -> {
                boolean told = ReadingCommands.find(name).isPresent()
                        || ReadingCommands.leftOut(name).isPresent();
                if (row.flags().contains("readonly") && !told) {
                    unknown.add(name);
                }
            });

            assertEquals(Set.of(), unknown);
        }
    }

    private static Map<String, Row> commands(String url) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Redis client = Redis.createClient(
                    vertx, new RedisOptions().setConnectionString(url).setMaxNestedArrays(100));
            Response table = client.send(Request.cmd(Command.COMMAND))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            Map<String, Row> commands = new TreeMap<>();
            table.forEach(row -> {
                Set<String> flags = new HashSet<>();
                row.get(2).forEach(flag -> flags.add(flag.toString()));
                commands.put(
                        row.get(0).toString().toUpperCase(Locale.ROOT),
                        new Row(row.get(1).toInteger(), flags));
            });
            return commands;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }
}
