package dev.gather.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.CapturedLog;
import dev.gather.stub.Certificates;
import dev.gather.stub.FakeSecrets;
import dev.gather.stub.RedisProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logins and TLS, at a real server. */
class RedisSecurityTest {
    private static final String PASSWORD = "p@ss/w:rd +%$1";

    private static RedisProcess withUser() {
        RedisProcess server = RedisProcess.start();
        server.run("SET", "shown", "yes");
        server.run("SET", "hidden", "no");
        server.run("ACL", "SETUSER", "reader", "on", ">" + PASSWORD, "~shown", "+@read", "+hello", "+auth", "+select");
        return server;
    }

    @Test
    void logInAsTheUserOfTheConfiguration() {
        try (RedisProcess server = withUser();
                RedisRun run = new RedisRun(
                        server.url(), Map.of("redis.default.username", "reader", "redis.default.password", PASSWORD))) {
            assertEquals("yes", run.value("redis: GET shown"));
            // The default user has no password: a login that is not made would not be noticed otherwise.
            assertEquals(
                    "the source 'value' failed: the user may not run the command, or not with such a key (NOPERM)",
                    run.failure("redis: GET hidden").getMessage());
        }
    }

    @Test
    void logInAsTheUserOfTheUrl() {
        try (RedisProcess server = withUser();
                RedisRun run = new RedisRun(server.url().replace("//", "//reader:p%40ss%2Fw%3Ard%20+%25%241@"))) {
            assertEquals("yes", run.value("redis: GET shown"));
            assertEquals(Code.QUERY, run.failure("redis: GET hidden").code());
        }
    }

    @Test
    void failWithoutALoginThatIsNeeded() {
        try (RedisProcess server = RedisProcess.start("--requirepass", PASSWORD);
                RedisRun none = new RedisRun(server.url());
                RedisRun wrong = new RedisRun(server.url(), Map.of("redis.default.password", "guess"))) {
            assertEquals(
                    "the source 'value' failed: the server wants a login (NOAUTH)",
                    none.failure("redis: GET a").getMessage());
            CapturedLog log = new CapturedLog();
            Failure refused = wrong.failure("redis: GET a");
            log.close();

            assertEquals("the source 'value' failed: the server refused the login (WRONGPASS)", refused.getMessage());
            assertFalse(log.lines().stream().anyMatch(line -> line.contains("guess")), "the password is in the log");
        }
    }

    /** A password that was changed costs no caller an error. */
    @Test
    void readTheSecretAgainWhenItIsRefused() throws Exception {
        try (RedisProcess server = RedisProcess.start("--requirepass", "first");
                FakeSecrets secrets = new FakeSecrets()) {
            secrets.store("default", "first");
            Map<String, String> settings = new HashMap<>(secrets.environment());
            settings.put("redis.default.secret", "cache-login");
            settings.put("redis.default.idle-timeout", "1ms");
            try (RedisRun run = new RedisRun(server.url(), settings)) {
                assertEquals(null, run.value("redis: GET a"));
                assertEquals("+OK\r\n", server.askInTurn("AUTH first", "CONFIG SET requirepass second"));
                secrets.store("default", "second");
                Thread.sleep(5);

                assertEquals(null, run.value("redis: GET a"));
            }
        }
    }

    /** Whoever of them has read it, a connection belongs to the event loop that opened it. */
    @Test
    void shareOneSecretAmongSeveralEventLoops() throws Exception {
        try (RedisProcess server = RedisProcess.start("--requirepass", "first");
                FakeSecrets secrets = new FakeSecrets()) {
            secrets.store("default", "first");
            Map<String, String> settings = new HashMap<>(secrets.environment());
            settings.put("redis.default.secret", "cache-login");
            try (RedisRun run = new RedisRun(server.url(), settings)) {
                assertEquals(List.of(true, true, true), run.endsWhereItBegan("redis: GET a", 3));
                assertEquals(List.of(true, true, true), run.endsWhereItBegan("redis: GET a", 3));
            }
        }
    }

    @Test
    void chooseTheDatabaseOfTheUrl() {
        try (RedisProcess server = RedisProcess.start();
                RedisRun first = new RedisRun(server.url());
                RedisRun second = new RedisRun(server.url() + "/3")) {
            server.run("SET", "a", "0");

            assertEquals("0", first.value("redis: GET a"));
            assertEquals(null, second.value("redis: GET a"));
        }
    }

    @Test
    void encryptAndVerify() {
        try (RedisProcess server = RedisProcess.startWithTls();
                RedisRun trusting = new RedisRun(
                        server.url().replace("redis:", "rediss:"),
                        Map.of("redis.default.trust-certificates", Certificates.SERVER.toString()));
                RedisRun other = new RedisRun(
                        server.url().replace("redis:", "rediss:"),
                        Map.of("redis.default.trust-certificates", Certificates.OTHER.toString()));
                RedisRun plain = new RedisRun(server.url(), Map.of("redis.default.connect-timeout", "1s"))) {
            assertEquals(0L, trusting.value("redis: EXISTS a"));
            assertEquals(Code.CONNECTION, other.failure("redis: EXISTS a").code());
            assertEquals(Code.CONNECTION, plain.failure("redis: EXISTS a").code());
        }
    }
}
