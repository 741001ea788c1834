package dev.gather.sql;

import dev.gather.composition.SourceFailure;
import dev.gather.composition.SourceFailure.Code;

/** How many values a result may still have. A value takes up to some hundred bytes, whatever it takes on the wire. */
final class ValueBudget {
    private final int size;
    private int left;

    ValueBudget(int size) {
        this.size = size;
        this.left = size;
    }

    /** @throws SourceFailure if there are more values than allowed */
    void spend(int values) {
        left -= values;
        if (left < 0) {
            throw SourceFailure.of(Code.TOO_LARGE, "the result has more than " + size + " values");
        }
    }
}
