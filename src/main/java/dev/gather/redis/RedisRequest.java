package dev.gather.redis;

import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Cacheable;
import dev.gather.source.Fetched;
import dev.gather.source.GivenAnswer;
import dev.gather.source.Request;
import dev.gather.trace.CallKind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One command with its values.
 *
 * @param server that it goes to
 * @param command the command
 * @param rules the form of its value
 */
record RedisRequest(RedisServer server, BoundCommand command, RedisCall.Rules rules) implements Request {
    @Override
    public String key() {
        return command.key();
    }

    /** As the server's own command line has it. */
    @Override
    public String line() {
        return command.line();
    }

    @Override
    public Optional<Cacheable> cacheable() {
        return Optional.of(new Cacheable(key()));
    }

    @Override
    public CallKind traced() {
        String operation = command.command().name();
        return new CallKind(
                operation + ' ' + server.name(),
                Map.of("db.system.name", "redis", "db.operation.name", operation, "peer.service", server.name()));
    }

    @Override
    public Backend backend() {
        return server.backend();
    }

    @Override
    public Optional<Duration> timeout() {
        return server.config().timeout();
    }

    @Override
    public Fetched accept(GivenAnswer given, Attempt attempt) {
        return new Fetched(rules.value(given.value()), 1, "replies");
    }

    @Override
    public Uni<Fetched> send(Attempt attempt) {
        return command.asksForNothing()
                ? Uni.createFrom()
                        .item(() -> new Fetched(rules.value(command.command().nothing()), 0, "replies"))
                : Exchange.of(server.lines(), this, attempt);
    }

    /**
     * Turns the reply into the source's value.
     *
     * @throws dev.gather.failure.Failure if the reply cannot be read
     */
    Fetched read(Reply reply) {
        return new Fetched(rules.value(command.shape().read(reply)), 1, "replies");
    }
}
