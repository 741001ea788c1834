package dev.gather.logging;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.json.ExactJson;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Begins lines of the log in JSON with the members by which Lambda filters and sorts them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">Log-level filtering</a>
 */
public final class LogLine {
    private LogLine() {}

    /**
     * The members {@code timestamp} and {@code level}, and the ids of a call.
     *
     * @param millis Unix time in milliseconds
     * @param level a name of Lambda's: {@code TRACE}, {@code DEBUG}, {@code INFO}, {@code WARN}, {@code ERROR} or {@code FATAL}
     */
    public static Map<String, Object> of(long millis, String level, LoggedCall call) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", timestamp(millis));
        line.put("level", level);
        line.putAll(call.ids());
        return line;
    }

    /** The line as text; it has strings, numbers, lists and maps only. */
    public static String text(Map<String, ?> line) {
        try {
            return ExactJson.text(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a line of the log has only strings, numbers, lists and maps", e);
        }
    }

    /** In the form of RFC 3339. Java's formatters would take their time at the first line, which is at the first invocation. */
    static String timestamp(long millis) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24).append(time.getYear());
        append(text, '-', time.getMonthValue(), 10);
        append(text, '-', time.getDayOfMonth(), 10);
        append(text, 'T', time.getHour(), 10);
        append(text, ':', time.getMinute(), 10);
        append(text, ':', time.getSecond(), 10);
        append(text, '.', Math.floorMod(millis, 1000), 100);
        return text.append('Z').toString();
    }

    private static void append(StringBuilder text, char before, int number, int highest) {
        text.append(before);
        for (int place = highest; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
    }
}
