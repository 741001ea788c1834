package dev.gather.stub;

import static dev.gather.stub.Soon.soon;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A real cluster of three nodes, each of which has a third of the keys. */
public final class RedisCluster implements AutoCloseable {
    private static final int SLOTS = 16_384;

    private final List<RedisProcess> nodes;

    private RedisCluster(List<RedisProcess> nodes) {
        this.nodes = nodes;
    }

    /** Starts it, and waits until the nodes know each other. */
    public static RedisCluster start() {
        List<RedisProcess> nodes = Stream.generate(() -> RedisProcess.start("--cluster-enabled", "yes"))
                .limit(3)
                .toList();
        int third = SLOTS / nodes.size() + 1;
        IntStream.range(0, nodes.size()).forEach(i -> nodes.get(i)
                .run(
                        "CLUSTER",
                        "ADDSLOTSRANGE",
                        String.valueOf(i * third),
                        String.valueOf(Math.min(SLOTS, (i + 1) * third) - 1)));
        nodes.forEach(node -> nodes.get(0).run("CLUSTER", "MEET", "127.0.0.1", String.valueOf(node.port())));
        boolean ready = soon(() -> nodes.stream().allMatch(RedisCluster::isReady));
        if (!ready) {
            throw new IllegalStateException(nodes.get(0).ask("CLUSTER", "INFO"));
        }
        return new RedisCluster(nodes);
    }

    private static boolean isReady(RedisProcess node) {
        String info = node.ask("CLUSTER", "INFO");
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3");
    }

    /** Where its nodes are, separated by commas. */
    public String urls() {
        return nodes.stream().map(RedisProcess::url).collect(Collectors.joining(","));
    }

    /** Sets a key on the node that has it. */
    public void set(String key, String value) {
        run(key, "SET", key, value);
    }

    /** Runs a command on the node that has a key. */
    public void run(String key, String... command) {
        owner(key).run(command);
    }

    private RedisProcess owner(String key) {
        return nodes.stream()
                .filter(node -> !node.ask("EXISTS", key).startsWith("-"))
                .findFirst()
                .orElseThrow();
    }

    /** Runs a command on each node. */
    public void onEach(String... command) {
        nodes.forEach(node -> node.run(command));
    }

    /** Moves a key, and all that have its slot, to another node. */
    public void move(String key) {
        whileMoving(key, List.of(key), () -> {});
    }

    /** Moves a slot to another node: does something when some of its keys have moved, before that is the slot's node. */
    public void whileMoving(String key, List<String> moved, Runnable meanwhile) {
        RedisProcess from = owner(key);
        RedisProcess to =
                nodes.stream().filter(node -> node != from).findFirst().orElseThrow();
        String slot = from.ask("CLUSTER", "KEYSLOT", key).substring(1).strip();
        to.run("CLUSTER", "SETSLOT", slot, "IMPORTING", id(from));
        from.run("CLUSTER", "SETSLOT", slot, "MIGRATING", id(to));
        moved.forEach(one -> migrate(from, to, one));
        meanwhile.run();
        String left = from.ask("CLUSTER", "GETKEYSINSLOT", slot, "1000");
        left.lines().filter(line -> line.contains("{") || line.equals(key)).forEach(one -> migrate(from, to, one));
        nodes.forEach(node -> node.run("CLUSTER", "SETSLOT", slot, "NODE", id(to)));
    }

    private static void migrate(RedisProcess from, RedisProcess to, String key) {
        from.run("MIGRATE", "127.0.0.1", String.valueOf(to.port()), key, "0", "5000");
    }

    private static String id(RedisProcess node) {
        return node.ask("CLUSTER", "MYID").lines().skip(1).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
    }
}
