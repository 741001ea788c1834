package dev.gather.redis;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which node of a cluster has which keys: each key belongs to one of 16,384 slots, and each node has ranges of them.
 *
 * @see <a href="https://redis.io/docs/latest/commands/cluster-slots/">CLUSTER SLOTS</a>
 */
final class Slots {
    private record Range(long last, Optional<Node> primary) {}

    private final NavigableMap<Long, Range> ranges = new TreeMap<>();

    private Slots() {}

    /**
     * Reads a node's reply.
     *
     * @param asked the node
     * @throws Failure if it is no such reply, or if the cluster has no slots
     */
    static Slots of(Node asked, @Nullable Response reply) {
        Slots slots = new Slots();
        for (Response range : list(reply, 0)) {
            Response primary = list(range, 3).get(2);
            slots.ranges.put(
                    number(range.get(0)),
                    new Range(number(range.get(1)), asked.other(host(list(primary, 2)), number(primary.get(1)))));
        }
        if (slots.ranges.isEmpty()) {
            throw Failure.temporary(Code.CONNECTION, "the cluster is down, it has no slots");
        }
        return slots;
    }

    private static Response list(@Nullable Response reply, int least) {
        if (reply == null || reply.type() != ResponseType.MULTI || reply.size() < least) {
            throw Reply.malformed();
        }
        return reply;
    }

    private static long number(@Nullable Response reply) {
        if (reply == null || reply.type() != ResponseType.NUMBER) {
            throw Reply.malformed();
        }
        return reply.toLong();
    }

    private static String host(Response node) {
        Response host = node.get(0);
        return host == null ? "" : host.toString();
    }

    /** The node that writes to a slot's keys; empty if there is none, or if the cluster does not know where it is. */
    Optional<Node> primary(int slot) {
        Map.Entry<Long, Range> range = ranges.floorEntry((long) slot);
        return range == null || range.getValue().last() < slot
                ? Optional.empty()
                : range.getValue().primary();
    }
}
