package dev.gather.peers;

import java.util.Collection;
import java.util.List;

/** The value below which a share of the values is, interpolated between two of them. */
final class Quantiles {
    private Quantiles() {}

    static double median(Collection<Double> values) {
        return of(values, 0.5);
    }

    /** @param share from 0 to 1; values must not be empty */
    static double of(Collection<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        double index = share * (sorted.size() - 1);
        double below = sorted.get((int) Math.floor(index));
        double above = sorted.get((int) Math.ceil(index));
        return below + (above - below) * (index - Math.floor(index));
    }
}
