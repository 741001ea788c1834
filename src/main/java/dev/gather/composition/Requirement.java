package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A condition that has to be true.
 *
 * @param that the condition
 * @param status the HTTP status of the whole answer if it is not, from 400 to 499
 * @param detail the reason, for the caller
 */
public record Requirement(JsonTemplate that, OptionalInt status, Optional<JsonTemplate> detail) {
    /** A copy that decides the status of the whole answer in any case. */
    Requirement orStatus(int byDefault) {
        return new Requirement(that, OptionalInt.of(status.orElse(byDefault)), detail);
    }
}
