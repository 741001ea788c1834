package dev.gather.redis;

import static dev.gather.stub.RawRedis.bulk;
import static dev.gather.stub.RawRedis.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.execution.Result;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.RawRedis;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every combination of what a server does and what a source is: the answer, and the commands that were sent for it. */
class RedisCombinationsTest {
    /** What the server does with the command for {@code 2}. */
    private enum Server {
        OK(null),
        NIL(null),
        MISSING(Code.MISSING),
        LATE(Code.TIMEOUT),
        BROKEN(Code.CONNECTION),
        LOADING(Code.CONNECTION),
        REFUSED(Code.QUERY),
        GARBAGE(Code.MALFORMED),
        LARGE(Code.TOO_LARGE);

        private final Code code;

        Server(Code code) {
            this.code = code;
        }

        void answer(RawRedis.Command command, OutputStream out) throws IOException {
            if (!command.last().equals("2")) {
                write(out, bulk("of " + command.last()));
                return;
            }
            switch (this) {
                case OK -> write(out, bulk("of 2"));
                case NIL, MISSING -> write(out, "$-1\r\n");
                case LATE -> write(out, "$4\r\nof");
                case BROKEN -> throw new IOException("it breaks");
                case LOADING -> write(out, "-LOADING\r\n");
                case REFUSED -> write(out, "-WRONGTYPE Operation\r\n");
                case GARBAGE -> write(out, "?\r\n");
                case LARGE -> write(out, bulk("x".repeat(500)));
            }
        }
    }

    private record Combination(Server server, boolean fallback, boolean repeated, boolean dependant, boolean retried) {
        String composition() {
            return String.join(
                    "\n",
                    "sources:",
                    "  beside: { redis: GET beside }",
                    "  thing:",
                    repeated ? "    forEach: '{% [1, 2] %}'" : "",
                    "    redis: GET " + (repeated ? "{% $item %}" : "2"),
                    "    timeout: 250ms",
                    server == Server.MISSING ? "    missing: 404" : "",
                    fallback ? "    fallback: '{% $error.code %}'" : "",
                    retried ? "    retries: 1" : "",
                    dependant ? "  after: { redis: 'GET after-{% $count($thing) %}' }" : "",
                    "output: ['{% $beside %}', '{% $thing %}'" + (dependant ? ", '{% $after %}'" : "") + "]",
                    "");
        }

        /** Whether a failure of the source is that of the answer; what {@code missing} decides has no fallback. */
        boolean fails() {
            return server.code != null && (!fallback || server == Server.MISSING);
        }

        Object thing() {
            Object second = server.code != null ? server.code.toString() : server == Server.OK ? "of 2" : null;
            List<Object> both = new ArrayList<>(List.of("of 1"));
            both.add(second);
            return repeated ? both : second;
        }

        /** Where a source has no value, what names it is not asked for. */
        boolean isAfterSkipped() {
            return !repeated && server == Server.NIL;
        }
    }

    private static List<Combination> all() {
        List<Combination> all = new ArrayList<>();
        for (Server server : Server.values()) {
            for (int i = 0; i < 16; i++) {
                all.add(new Combination(server, (i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0));
            }
        }
        return all;
    }

    @TestFactory
    List<DynamicTest> answerAsTheirPartsSay() {
        return all().stream()
                .map(combination -> DynamicTest.dynamicTest(combination.toString(), () -> check(combination)))
                .toList();
    }

    private static void check(Combination combination) throws Exception {
        List<String> keys = Collections.synchronizedList(new ArrayList<>());
        try (RawRedis server = new RawRedis((command, out) -> {
                    keys.add(command.last());
                    combination.server().answer(command, out);
                });
                RedisRun run =
                        new RedisRun(server.url(), Map.of("redis.default.max-bytes", "300", "retry-budget", "100%"))) {
            Result result = run.run(combination.composition(), Map.of());

            if (combination.fails()) {
                Result.Failed failed = (Result.Failed) result;
                assertEquals(combination.server().code, failed.failure().code());
            } else {
                assertEquals(expected(combination), RedisRun.output(result));
            }
            assertEquals(
                    combination.dependant() && !combination.fails() && !combination.isAfterSkipped(),
                    new TreeSet<>(keys).stream().anyMatch(key -> key.startsWith("after")));
        }
    }

    private static List<Object> expected(Combination combination) {
        List<Object> expected = new ArrayList<>(List.of("of beside"));
        expected.add(combination.thing());
        if (combination.dependant()) {
            expected.add(combination.isAfterSkipped() ? null : "of after-" + (combination.repeated() ? 2 : 1));
        }
        return expected;
    }
}
