package dev.gather.source;

import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations in a composition: {@code 300ms}, {@code 2s}, {@code 1m}. */
public final class Durations {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m)");

    /** As good as for ever, and short enough for nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(1_000);

    private Durations() {}

    /** A duration for people, in milliseconds or seconds: {@code 300 ms}, {@code 2.5 s}. */
    public static String text(Duration time) {
        long millis = time.toMillis();
        return millis < 1_000
                ? millis + " ms"
                : BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + " s";
    }

    /** The duration of a node; empty if the node is null, or is not a duration, which is noted as a problem. */
    public static Optional<Duration> read(@Nullable YamlNode node, Problems problems) {
        if (node == null) {
            return Optional.empty();
        }
        Optional<Duration> duration = parse(node instanceof YamlScalar scalar ? scalar.text() : "");
        if (duration.isEmpty()) {
            problems.add(ProblemCode.WRONG_VALUE, node, "not a duration", "write it as 300ms, 2s or 1m");
        }
        return duration;
    }

    /** The duration that a text is; empty if it is none, or no time at all. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    default -> Duration.ofMinutes(amount);
                };
        return Optional.of(duration.compareTo(LONGEST) < 0 ? duration : LONGEST);
    }
}
