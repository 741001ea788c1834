package dev.gather.execution;

import static dev.gather.stub.RawRedis.bulk;
import static dev.gather.stub.RawRedis.write;

import dev.gather.stub.RawRedis;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/** A server of Redis, {@code faulty}, that answers or does one of many wrong things, by chance. */
public final class FaultyRedis implements QuarkusTestResourceLifecycleManager {
    static final int MAX_CONNECTIONS = 3;

    private final RawRedis server;

    /** Starts it. */
    public FaultyRedis() {
        try {
            this.server = new RawRedis(FaultyRedis::answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "gather.redis.faulty.url",
                server.url(),
                "gather.redis.faulty.max-connections",
                String.valueOf(MAX_CONNECTIONS),
                "gather.redis.faulty.max-bytes",
                "16K");
    }

    /** Gives the test what counts its open connections, in a field of that type. */
    @Override
    public void inject(TestInjector test) {
        IntSupplier open = server::open;
        test.injectIntoFields(open, new TestInjector.MatchesType(IntSupplier.class));
    }

    private static void answer(RawRedis.Command command, OutputStream out) throws IOException, InterruptedException {
        String own = own(command);
        switch (ThreadLocalRandom.current().nextInt(40)) {
            case 0 -> throw new IOException("it breaks");
            case 1 -> write(out, "HTTP/1.1 200 OK\r\n");
            case 2 -> write(out, "-LOADING not yet\r\n");
            case 3 -> write(out, "$99999\r\n");
            case 4 -> {
                Thread.sleep(60);
                write(out, own);
            }
            case 5 -> {
                Thread.sleep(10);
                write(out, own);
            }
            default -> write(out, own);
        }
    }

    /** Its keys, or nothing for one of them. */
    private static String own(RawRedis.Command command) {
        int keys = command.words().size() - 1;
        return command.words().get(0).equalsIgnoreCase("mget")
                ? "*" + keys + "\r\n" + "$-1\r\n".repeat(keys)
                : bulk(command.last());
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
