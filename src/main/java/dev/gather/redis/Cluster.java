package dev.gather.redis;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.vertx.redis.client.impl.RequestImpl;
import io.vertx.redis.client.impl.ZModem;
import io.vertx.redis.client.impl.types.MultiType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends each command to the node of a cluster that has its keys, and follows keys that move. A node is connected to when its
 * first command comes, so that one that is down fails only the commands for its own keys. Confined to its event loop.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">Redis cluster specification</a>
 */
final class Cluster implements Route {
    /** The most keys of a command that goes to several nodes. */
    static final int MOST_KEYS = 10_000;

    private static final int MOST_REDIRECTS = 5;
    private static final Request TOPOLOGY = Request.cmd(Command.CLUSTER).arg("SLOTS");

    private final List<Node> seeds;
    private final Function<Node, Wire> wires;
    private final long limitMillis;
    private final ContextInternal context = ContextInternal.current().unwrap();
    private final Map<Node, Wire> nodes = new LinkedHashMap<>();
    private @Nullable Future<Slots> slots;
    private boolean refreshing;
    private boolean closed;

    /**
     * @param seeds nodes that are asked in turn where all nodes are
     * @param wires makes a connection to a node, which is still to be opened
     * @param limitMillis how long each of them may take to answer that
     */
    Cluster(List<Node> seeds, Function<Node, Wire> wires, long limitMillis) {
        this.seeds = seeds;
        this.wires = wires;
        this.limitMillis = limitMillis;
    }

    @Override
    public Future<Void> open() {
        return slots().mapEmpty();
    }

    /** Where all nodes are. */
    private Future<Slots> slots() {
        Future<Slots> known = slots;
        if (known == null || known.failed()) {
            known = read();
            slots = known;
        }
        return known;
    }

    /** Reads anew where all nodes are. Until then what is known is good enough: nodes redirect what is not for them. */
    private void refresh() {
        if (refreshing) {
            return;
        }
        refreshing = true;
        Future<Slots> read = read();
        read.onComplete(done -> {
            refreshing = false;
            slots = done.succeeded() ? read : null;
        });
    }

    private Future<Slots> read() {
        Set<Node> asked = new LinkedHashSet<>(nodes.keySet());
        asked.addAll(seeds);
        return ask(List.copyOf(asked), 0);
    }

    private Future<Slots> ask(List<Node> asked, int next) {
        if (closed) {
            return Future.failedFuture(RedisFailures.broken());
        }
        Node node = asked.get(next);
        Promise<@Nullable Response> reply = context.promise();
        wire(node).send(TOPOLOGY).onComplete(reply);
        return reply.future()
                .timeout(limitMillis, TimeUnit.MILLISECONDS)
                .map(table -> Slots.of(node, table))
                .recover(thrown -> {
                    forget(node);
                    return next + 1 < asked.size() ? ask(asked, next + 1) : Future.failedFuture(classified(thrown));
                });
    }

    private static Throwable classified(Throwable thrown) {
        return thrown instanceof TimeoutException
                ? Failure.temporary(Code.CONNECTION, "the cluster does not say in time where its nodes are")
                : RedisFailures.classify(thrown);
    }

    private Wire wire(Node node) {
        Wire known = nodes.get(node);
        if (known != null) {
            return known;
        }
        Wire wire = wires.apply(node);
        nodes.put(node, wire);
        wire.open().onFailure(thrown -> forget(node, wire));
        return wire;
    }

    /** Its keys may have gone to another node. */
    private void forget(Node node, Wire wire) {
        nodes.remove(node, wire);
        if (slots != null && slots.isComplete()) {
            slots = null;
        }
    }

    private void forget(Node node) {
        Wire wire = nodes.remove(node);
        if (wire != null) {
            wire.close();
        }
    }

    @Override
    public Future<@Nullable Response> send(Request request) {
        List<byte[]> keys = keys(request);
        int slot = keys.isEmpty() ? 0 : ZModem.generateMultiRaw(keys);
        if (slot < 0) {
            return Future.failedFuture(RedisFailures.acrossNodes());
        }
        return slots().compose(known -> send(keys.isEmpty() ? anyNode(known) : known.primary(slot), request));
    }

    /** Prefers one that is connected: another one may be down. */
    private Optional<Node> anyNode(Slots known) {
        return nodes.entrySet().stream()
                .filter(node -> node.getValue().isOpen())
                .<Node>map(Map.Entry::getKey)
                .findFirst()
                .or(() -> known.primary(0));
    }

    private Future<@Nullable Response> send(Optional<Node> node, Request request) {
        if (closed) {
            return Future.failedFuture(RedisFailures.broken());
        }
        if (node.isEmpty()) {
            refresh();
            return Future.failedFuture(RedisFailures.refused("CLUSTERDOWN"));
        }
        return following(node.get(), wire(node.get()).send(request), request, MOST_REDIRECTS);
    }

    /** None where the client does not know the command, as one of a module: any node then says where its keys are. */
    private static List<byte[]> keys(Request request) {
        try {
            return ((RequestImpl) request).keys();
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // Its count of keys is wrong, as any node will say.
            return List.of();
        }
    }

    private Future<@Nullable Response> following(
            Node node, Future<@Nullable Response> reply, Request request, int left) {
        return reply.recover(thrown -> {
            Optional<Redirect> redirect = Redirect.of(node, thrown);
            return left == 0 || closed || redirect.isEmpty()
                    ? Future.failedFuture(thrown)
                    : redirected(redirect.get(), request, left - 1);
        });
    }

    private Future<@Nullable Response> redirected(Redirect redirect, Request request, int left) {
        Wire wire = wire(redirect.node());
        if (redirect.onlyOnce()) {
            // It counts for the next command on that connection; if it is refused, that command says why.
            var unused = wire.send(Request.cmd(Command.ASKING));
        } else if (!keys(request).isEmpty()) {
            refresh();
        }
        return following(redirect.node(), wire.send(request), request, left);
    }

    /** Keys of one slot are asked for at once, those of several slots with a command for each of them. */
    @Override
    public Future<@Nullable Response> send(BoundCommand command) {
        if (!command.isOfManyKeys()) {
            return send(command.request());
        }
        List<String> keys = command.keys();
        if (keys.size() > MOST_KEYS) {
            return Future.failedFuture(
                    Failure.of(Code.UNSAFE_VALUE, "a command to a cluster has at most " + MOST_KEYS + " keys"));
        }
        Map<Integer, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            places.computeIfAbsent(ZModem.generate(keys.get(i)), absent -> new ArrayList<>())
                    .add(i);
        }
        return parts(command, List.copyOf(places.values()));
    }

    private Future<@Nullable Response> parts(BoundCommand command, List<List<Integer>> places) {
        List<Future<@Nullable Response>> parts =
                places.stream().map(part -> part(command.ofKeys(part))).toList();
        return Future.join(parts).map(done -> {
            @Nullable Response[] values = new Response[command.keys().size()];
            for (int i = 0; i < places.size(); i++) {
                put(places.get(i), parts.get(i).result(), values);
            }
            return list(values);
        });
    }

    /** While a slot moves, some of its keys are on one node and some on another: each is then asked for by itself. */
    private Future<@Nullable Response> part(BoundCommand part) {
        Future<@Nullable Response> reply = send(part.request());
        int count = part.keys().size();
        return count == 1
                ? reply
                : reply.recover(thrown -> RedisFailures.isMoving(thrown)
                        ? parts(
                                part,
                                IntStream.range(0, count).mapToObj(List::of).toList())
                        : Future.failedFuture(thrown));
    }

    private static void put(List<Integer> places, @Nullable Response reply, @Nullable Response[] values) {
        if (reply == null || reply.type() != ResponseType.MULTI || reply.size() != places.size()) {
            throw Reply.malformed();
        }
        for (int i = 0; i < places.size(); i++) {
            values[places.get(i)] = reply.get(i);
        }
    }

    private static Response list(@Nullable Response[] values) {
        MultiType list = MultiType.create(values.length, false);
        for (@Nullable Response value : values) {
            list.add(value);
        }
        return list;
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(nodes.values()).forEach(Wire::close);
    }
}
