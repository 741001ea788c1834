package dev.gather.peers;

import java.util.Collection;
import java.util.List;

/** The value below which a share of the values is. */
final class Quantiles {
    private Quantiles() {}

    static double median(Collection<Double> values) {
        return of(values, 0.5);
    }

    /** @param share from 0 to 1; values must not be empty */
    static double of(Collection<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }
}
