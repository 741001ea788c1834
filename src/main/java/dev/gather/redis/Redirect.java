package dev.gather.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node of a cluster says that a key is.
 *
 * @param node that has it
 * @param onlyOnce whether it has it only for the next command, as the key's slot is still moving
 */
record Redirect(Node node, boolean onlyOnce) {
    private static final Pattern ERROR = Pattern.compile("(MOVED|ASK) \\d{1,5} (\\S*):(\\d{1,5})");

    /** What an error says; empty if it says something else, or names no node. */
    static Optional<Redirect> of(Node asked, Throwable thrown) {
        Matcher error = ERROR.matcher(String.valueOf(thrown.getMessage()));
        return error.matches() && RedisFailures.isReply(thrown)
                ? asked.other(error.group(2), Long.parseLong(error.group(3)))
                        .map(node -> new Redirect(node, error.group(1).equals("ASK")))
                : Optional.empty();
    }
}
