package dev.gather.peers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that was measured. A ratio is one of two values of the same round, since noise hits both alike. */
final class Results {
    /** What one value belongs to. */
    private record Key(Series series, int place, String function, Measure measure) {}

    private final Map<Key, Map<Integer, Double>> values = new HashMap<>();
    private final Set<String> functions = new LinkedHashSet<>();

    /** Adds what was measured of a function at a place in a round. */
    void add(int round, Series series, int place, String function, Map<Measure, Double> measured) {
        functions.add(function);
        measured.forEach((measure, value) -> values.computeIfAbsent(
                        new Key(series, place, function, measure), absent -> new HashMap<>())
                .put(round, value));
    }

    /** Those of which something was measured, in order. */
    Set<String> functions() {
        return functions;
    }

    /** The median of all rounds; empty where nothing was measured. */
    Optional<Double> median(Series series, int place, String function, Measure measure) {
        Map<Integer, Double> rounds = rounds(series, place, function, measure);
        return rounds.isEmpty() ? Optional.empty() : Optional.of(Quantiles.median(rounds.values()));
    }

    /** The ratios to the reference, one of each round in which both were measured. */
    List<Double> ratios(Series series, int place, String function, Measure measure) {
        Map<Integer, Double> reference = rounds(series, place, Function.REFERENCE, measure);
        List<Double> ratios = new ArrayList<>();
        rounds(series, place, function, measure).forEach((round, value) -> {
            if (reference.getOrDefault(round, 0.0) > 0) {
                ratios.add(value / reference.get(round));
            }
        });
        return ratios;
    }

    /** Whether anything was measured of a series. */
    boolean has(Series series) {
        return values.keySet().stream().anyMatch(key -> key.series().equals(series));
    }

    /** Every value, as lines of comma-separated values under a line of names. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("series,place,function,measure,round,value"));
        values.forEach((key, rounds) -> rounds.forEach((round, value) -> lines.add(String.format(
                Locale.ROOT,
                "%s,%d,%s,%s,%d,%.4f",
                key.series().name(),
                key.place(),
                key.function(),
                key.measure(),
                round,
                value))));
        return lines;
    }

    private Map<Integer, Double> rounds(Series series, int place, String function, Measure measure) {
        return values.getOrDefault(new Key(series, place, function, measure), Map.of());
    }
}
