package dev.gather.peers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run does. Each argument is {@code name=value}.
 *
 * @param functions {@code functions=…}: see {@link Function#of}, with commas between them
 * @param series {@code series=…}: their names, with commas between them
 * @param rounds {@code rounds=…}: how many fresh starts of each function at each point
 * @param warm {@code seconds=…}: how long warm invocations are measured at each point
 * @param limit {@code minutes=…}: no round begins, and no point after the first round's, when this is over
 * @param writes {@code write=false} leaves the page as it is
 */
record Arguments(
        List<String> functions, List<Series> series, int rounds, Duration warm, Duration limit, boolean writes) {
    private static final Set<String> NAMES = Set.of("functions", "series", "rounds", "seconds", "minutes", "write");

    static Arguments of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2 || !NAMES.contains(parts[0])) {
                throw new IllegalArgumentException(argument + ": expected one of " + NAMES + ", = and a value");
            }
            values.put(parts[0], parts[1]);
        }
        return new Arguments(
                List.of(values.getOrDefault("functions", "go,target/function.zip,node,python")
                        .split(",")),
                series(values.get("series")),
                Integer.parseInt(values.getOrDefault("rounds", "3")),
                Duration.ofMillis((long) (1000 * Double.parseDouble(values.getOrDefault("seconds", "0.5")))),
                Duration.ofMinutes(Long.parseLong(values.getOrDefault("minutes", "30"))),
                Boolean.parseBoolean(values.getOrDefault("write", "true")));
    }

    private static List<Series> series(String names) {
        if (names == null) {
            return Series.ALL;
        }
        List<String> wanted = List.of(names.split(","));
        List<Series> found = Series.ALL.stream()
                .filter(series -> wanted.contains(series.name()))
                .toList();
        if (found.size() < wanted.size()) {
            throw new IllegalArgumentException("series=" + names + ": expected some of "
                    + Series.ALL.stream().map(Series::name).toList());
        }
        return found;
    }
}
