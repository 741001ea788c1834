package dev.gather.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gather.peers.PartsServer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/**
 * What a request costs over Vert.x' client alone, and how long many take beside the ideal, which is the delay of the upstream for
 * each round of as many requests as there are connections. Both programs run in this process in turn, round for round.
 */
final class FanOut {
    private static final int[] DOCUMENTS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000};
    private static final int CONNECTIONS = 64;
    private static final int DELAY = 20;
    private static final int ROUNDS = 15;

    /** So much processor time of the event loop, until all code is compiled: nanoseconds. */
    private static final long WARM_UP = 20_000_000_000L;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * One answer.
     *
     * @param wall from the call to the answer's bytes, in nanoseconds
     * @param cpu the event loop's processor time, in nanoseconds
     */
    private record Cost(double wall, double cpu) {}

    private final Context eventLoop;
    private final FanOutProgram bare;
    private final FanOutProgram gather;

    private FanOut(Vertx vertx, String url) {
        this.eventLoop = vertx.getOrCreateContext();
        this.bare = new BareClient(vertx, url, CONNECTIONS);
        this.gather = new GatheredDocuments(vertx, url, CONNECTIONS);
    }

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (PartsServer server = new PartsServer()) {
            FanOut fanOut = new FanOut(vertx, server.url());
            fanOut.check();
            fanOut.warmUp();
            print(
                    "| documents | client alone, µs of CPU a document | Gather: CPU | the ideal, ms | client alone: time | Gather: time |");
            print("| --- | --- | --- | --- | --- | --- |");
            for (int documents : DOCUMENTS) {
                fanOut.line(documents, server);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void check() throws Exception {
        ObjectMapper json = new ObjectMapper();
        if (!json.readTree(answer(bare, 25).join())
                .equals(json.readTree(answer(gather, 25).join()))) {
            throw new IllegalStateException("the programs answer differently");
        }
    }

    private void warmUp() {
        for (double cpu = 0; cpu < WARM_UP; ) {
            cpu += measure(bare, 50).cpu() + measure(gather, 50).cpu();
        }
    }

    private void line(int documents, PartsServer server) {
        int repeats = Math.max(1, 1_000 / documents);
        Cost[][] working = rounds(documents, repeats);
        server.delay(DELAY);
        Cost[][] waiting = rounds(documents, 1);
        server.delay(0);
        double ideal = (documents + CONNECTIONS - 1) / CONNECTIONS * DELAY * 1e6;
        print("| %,d | %.1f | %s | %,.0f | %s | %s |"
                .formatted(
                        documents,
                        quantiles(round -> working[0][round].cpu() / documents / 1_000)[1],
                        ratio(round -> working[1][round].cpu() / working[0][round].cpu()),
                        ideal / 1e6,
                        ratio(round -> waiting[0][round].wall() / ideal),
                        ratio(round -> waiting[1][round].wall() / ideal)));
    }

    /** The costs of the client alone, and of Gather, in each round. */
    private Cost[][] rounds(int documents, int repeats) {
        Cost[][] costs = new Cost[2][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            costs[0][round] = mean(bare, documents, repeats);
            costs[1][round] = mean(gather, documents, repeats);
        }
        return costs;
    }

    private Cost mean(FanOutProgram program, int documents, int repeats) {
        double wall = 0;
        double cpu = 0;
        for (int i = 0; i < repeats; i++) {
            Cost cost = measure(program, documents);
            wall += cost.wall();
            cpu += cost.cpu();
        }
        return new Cost(wall / repeats, cpu / repeats);
    }

    private Cost measure(FanOutProgram program, int documents) {
        CompletableFuture<Cost> cost = new CompletableFuture<>();
        eventLoop.runOnContext(now -> {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            program.answer(documents)
                    .onSuccess(answer ->
                            cost.complete(new Cost(System.nanoTime() - wall, THREADS.getCurrentThreadCpuTime() - cpu)))
                    .onFailure(cost::completeExceptionally);
        });
        return cost.join();
    }

    private CompletableFuture<byte[]> answer(FanOutProgram program, int documents) {
        CompletableFuture<byte[]> bytes = new CompletableFuture<>();
        eventLoop.runOnContext(
                now -> program.answer(documents).onSuccess(bytes::complete).onFailure(bytes::completeExceptionally));
        return bytes;
    }

    /** The quartiles over the rounds. */
    private static double[] quantiles(ToDoubleFunction<Integer> value) {
        double[] sorted = new double[ROUNDS];
        Arrays.setAll(sorted, value::applyAsDouble);
        Arrays.sort(sorted);
        return new double[] {sorted[ROUNDS / 4], sorted[ROUNDS / 2], sorted[ROUNDS * 3 / 4]};
    }

    private static String ratio(ToDoubleFunction<Integer> value) {
        double[] quantiles = quantiles(value);
        return "× %.2f (%.2f to %.2f)".formatted(quantiles[1], quantiles[0], quantiles[2]);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
