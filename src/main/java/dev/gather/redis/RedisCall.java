package dev.gather.redis;

import dev.gather.expression.Expression;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.source.Backend;
import dev.gather.source.BodyForm;
import dev.gather.source.Call;
import dev.gather.source.Request;
import dev.gather.source.Reuse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A resolved command.
 *
 * @param server that it is sent to
 * @param written the command
 * @param rules the form of its value
 */
record RedisCall(RedisServer server, WrittenCommand written, Rules rules) implements Call {
    /** Commands about one key, and those about many. */
    private static final Map<String, String> AT_ONCE = Map.of("GET", "MGET", "JSON.GET", "JSON.MGET");

    /**
     * The form of a command's value.
     *
     * @param form how texts are read
     * @param needed whether a list without anything in it counts as missing
     */
    record Rules(BodyForm form, boolean needed) {
        /**
         * The source's value.
         *
         * @throws Failure if there is nothing
         */
        @Nullable
        Object value(@Nullable Object found) {
            boolean nothing = found instanceof List<?> list && list.stream().allMatch(Objects::isNull);
            if (found == null || (needed && nothing)) {
                throw Failure.of(Failure.Code.MISSING, "there is no such key, or nothing in it");
            }
            return found;
        }
    }

    @Override
    public Optional<Request> render(Variables variables) {
        return written.bind(variables).map(bound -> new RedisRequest(server, bound, rules));
    }

    /** It only reads. */
    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Optional<Backend> onlyBackend() {
        return Optional.of(server.backend());
    }

    @Override
    public Optional<Duration> timeout() {
        return server.config().timeout();
    }

    @Override
    public List<Expression> indispensable() {
        return written.indispensable();
    }

    @Override
    public Optional<String> insteadOfEach() {
        return Optional.ofNullable(AT_ONCE.get(written.command().name()))
                .map(many ->
                        "ask once, with " + many + " and the list in it, as in " + many + " order:{% $orders.id %}");
    }

    @Override
    public Reuse reuse() {
        return Reuse.FOR_A_TIME;
    }
}
