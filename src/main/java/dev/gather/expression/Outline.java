package dev.gather.expression;

import java.util.List;
import java.util.Optional;

/**
 * What an expression selects and compares, for those who write it.
 *
 * @param value what its value is selected from, perhaps with conditions; empty if it is made in another way
 * @param ofElements what is looked up in the elements of lists, as in conditions
 * @param operations its operators
 */
public record Outline(Optional<Selection> value, List<Selection> ofElements, List<Operation> operations) {
    /** That of an expression that is only a path. */
    static Outline of(Selection value) {
        return new Outline(Optional.of(value), List.of(), List.of());
    }
}
