package dev.gather.redis;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps the server's errors and the Redis client's exceptions to failures. Their messages contain no keys, hosts or values. */
final class RedisFailures {
    /** An error's kind is its first word. */
    private static final Pattern KIND = Pattern.compile("([A-Z]{2,20})( |$)");

    /** What the client says of commands on a connection that ends. */
    private static final String CLOSED = "CONNECTION_CLOSED";

    /** The server cannot answer for a while. */
    private static final Map<String, String> BUSY = Map.of(
            "LOADING", "the server is loading its data",
            "MASTERDOWN", "the server has lost its primary",
            "CLUSTERDOWN", "the cluster is down",
            "TRYAGAIN", "the cluster is moving the keys",
            "BUSY", "the server is busy with a script",
            "OOM", "the server is out of memory");

    private static final Map<String, String> LASTING = Map.of(
            "WRONGTYPE", "the key holds another type than the command reads",
            "NOAUTH", "the server wants a login",
            "WRONGPASS", "the server refused the login",
            "NOPERM", "the user may not run the command, or not with such a key",
            "MOVED", "the server is part of a cluster, and the key is on another node",
            "ASK", "the server is part of a cluster, and the key is on another node",
            "CROSSSLOT", "the keys of the command are on different nodes",
            "READONLY", "the server takes no writes",
            "NOSCRIPT", "the server does not know the script");

    /** Errors about a value, as the server writes them; nothing of the value is in them. */
    private static final Set<String> OF_A_VALUE = Set.of(
            "ERR value is not an integer or out of range",
            "ERR value is out of range",
            "ERR value is out of range, must be positive",
            "ERR min or max is not a float",
            "ERR min or max not valid string range item",
            "ERR need numeric radius",
            "ERR bit offset is not an integer or out of range",
            "ERR Invalid stream ID specified as stream command argument");

    private static final Set<String> SAFE_TO_LOG = Set.of("ERR syntax error");

    private static final String TOO_MANY_CLIENTS = "ERR max number of clients reached";

    private RedisFailures() {}

    /** The failure of a command whose connection ends. */
    static Failure broken() {
        return Failure.temporary(Code.CONNECTION, "no connection to the server, or it broke");
    }

    /** Whether the exception is the server's reply to a command, or a failure of that command alone. */
    static boolean isReply(Throwable thrown) {
        return thrown instanceof Failure || isError(thrown);
    }

    private static boolean isError(Throwable thrown) {
        return thrown instanceof ErrorType && !CLOSED.equals(thrown.getMessage());
    }

    /** Whether the server refused the user or the password. */
    static boolean isLoginRefused(Throwable thrown) {
        return message(thrown).contains("WRONGPASS");
    }

    /** Whether the command's keys are moving from one node of a cluster to another, and are not all on the same. */
    static boolean isMoving(Throwable thrown) {
        return isError(thrown) && kind(message(thrown)).equals("TRYAGAIN");
    }

    /** The failure of a command that no node of a cluster can answer. */
    static Failure acrossNodes() {
        return refused("CROSSSLOT");
    }

    /** Maps an exception to a failure; unchanged if it is a bug. */
    static Throwable classify(Throwable thrown) {
        if (thrown instanceof Failure known) {
            return known;
        }
        if (isError(thrown)) {
            return refused(message(thrown));
        }
        if (isLoginRefused(thrown)) {
            return refused("WRONGPASS");
        }
        boolean connection = thrown instanceof IOException
                || thrown instanceof VertxException
                || thrown instanceof ErrorType
                || thrown instanceof NoStackTraceThrowable;
        return connection ? broken().withDetail(thrown.getClass().getSimpleName()) : thrown;
    }

    /** The failure for an error that the server replied with. */
    static Failure refused(String error) {
        String kind = kind(error);
        if (BUSY.containsKey(kind)) {
            return Failure.temporary(Code.CONNECTION, BUSY.get(kind) + " (" + kind + ")");
        }
        if (error.equals(TOO_MANY_CLIENTS)) {
            return Failure.temporary(Code.CONNECTION, "the server has too many connections");
        }
        if (OF_A_VALUE.contains(error)) {
            return Failure.of(Code.INVALID_VALUE, "the server does not take a value of the command")
                    .withDetail(error);
        }
        String text = Optional.ofNullable(LASTING.get(kind)).orElse("the server refused the command");
        Failure failure = Failure.of(Code.QUERY, text + " (" + kind + ")");
        return SAFE_TO_LOG.contains(error) ? failure.withDetail(error) : failure;
    }

    private static String kind(String error) {
        Matcher kind = KIND.matcher(error);
        return kind.lookingAt() ? kind.group(1) : "ERR";
    }

    private static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
