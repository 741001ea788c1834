package dev.gather.golden;

import dev.gather.stub.RedisProcess;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Prepares the server of Redis of a golden case, where the build that is tested can read it. */
public final class GoldenRedis {
    /** What the packaged function leaves out, as the build says; the classes of the tests have all rooms. */
    private static final String LEFT_OUT = System.getProperty("redis.room", "none");

    private GoldenRedis() {}

    /** Whether cases can use it: there is a server, and what is tested has the kind of source. */
    public static boolean isThere() {
        return LEFT_OUT.equals("none") && !RedisProcess.programs().isEmpty();
    }

    /** Runs commands, each a list of its words. */
    static void run(List<List<Object>> commands) {
        if (commands.isEmpty()) {
            return;
        }
        String url = ConfigProvider.getConfig().getValue("gather.redis.default.url", String.class);
        int port = URI.create(url).getPort();
        commands.forEach(command ->
                RedisProcess.run(port, command.stream().map(String::valueOf).toArray(String[]::new)));
    }
}
