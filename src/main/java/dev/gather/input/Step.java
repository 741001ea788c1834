package dev.gather.input;

import java.util.Set;

/**
 * A step from a value to one within it.
 *
 * @param key a member's name, or an element's index as an {@code Integer}
 * @param present the names of the members of the value that the step starts from
 */
record Step(Object key, Set<String> present) {
    static Step element(int index) {
        return new Step(index, Set.of());
    }

    boolean isMember() {
        return key instanceof String;
    }

    /** What the value has to be for the step to be possible. */
    Types container() {
        return isMember() ? Types.OBJECT : Types.ARRAY;
    }
}
