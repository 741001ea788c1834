package dev.gather.redis;

import dev.gather.source.Attempt;
import dev.gather.source.BodyForm;
import dev.gather.source.MemoryBudget;
import dev.gather.source.Priming;
import dev.gather.source.Scope;
import dev.gather.time.Deadline;
import dev.gather.time.EventLoop;
import dev.gather.time.VertxClock;
import io.quarkus.arc.Unremovable;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends one command to a server of its own, so that the snapshot contains all classes that a command needs. It does not connect
 * to the servers of the configuration, which may be out of reach where the snapshot is taken.
 */
@Unremovable
@UnlessBuildProperty(name = "quarkus.native.enabled", stringValue = "true", enableIfMissing = true)
@ApplicationScoped
class RedisPriming implements Priming {
    private static final Logger LOG = Logger.getLogger(RedisPriming.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** To whatever is sent, the handshake among it. */
    private static final String REPLY = "*2\r\n$4\r\ntrue\r\n$-1\r\n";

    private final Vertx vertx;
    private final EventLoop loop;

    RedisPriming(Vertx vertx, EventLoop loop) {
        this.vertx = vertx;
        this.loop = loop;
    }

    @Override
    public void prime() {
        try {
            NetServer server = vertx.createNetServer()
                    .connectHandler(socket -> socket.handler(command -> socket.write(REPLY)))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            try {
                ask(RedisServers.loopback(vertx, server.actualPort()));
            } finally {
                server.close().toCompletionStage().toCompletableFuture().join();
            }
        } catch (RuntimeException e) {
            LOG.warn("the Redis client was not primed", e);
        }
    }

    private void ask(RedisServer server) {
        ReadingCommand mget = ReadingCommands.find("MGET").orElseThrow();
        BoundCommand command = new BoundCommand(mget, List.of("one", "other"), List.of(), mget.shape());
        RedisRequest request = new RedisRequest(server, command, new RedisCall.Rules(BodyForm.JSON, false));
        try {
            var unused = Uni.createFrom()
                    .deferred(() -> request.send(attempt()))
                    .runSubscriptionOn(loop)
                    .await()
                    .atMost(LIMIT);
        } finally {
            server.lines().close();
        }
    }

    private Attempt attempt() {
        Deadline deadline = Deadline.in(LIMIT, new VertxClock(vertx));
        return Attempt.in(new Scope(deadline, new MemoryBudget(1_000_000)), () -> {});
    }
}
