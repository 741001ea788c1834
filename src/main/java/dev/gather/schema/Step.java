package dev.gather.schema;

import java.util.Set;

/**
 * A step from a value to one within it.
 *
 * @param key a member's name, or an element's index as an {@code Integer}
 * @param present the names of all members of the value that the step starts from
 */
public record Step(Object key, Set<String> present) {
    /** The step to an element of a list, counted from 0. */
    public static Step element(int index) {
        return new Step(index, Set.of());
    }

    boolean isMember() {
        return key instanceof String;
    }

    /** The type that a value needs for the step to be possible. */
    Types container() {
        return isMember() ? Types.OBJECT : Types.ARRAY;
    }
}
