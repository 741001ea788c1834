package dev.gather.composition;

import dev.gather.yaml.YamlNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A resolved step whose dependencies are still names.
 *
 * @param name the step's name
 * @param place where problems with it are noted
 * @param role what the plan does with it
 * @param needs the names of the steps that it depends on
 * @param resolved makes the step from its dependencies
 */
record Draft(String name, YamlNode place, Role role, Set<String> needs, Function<List<Integer>, Step> resolved) {
    /** What a plan does with a step. */
    enum Role {
        SOURCE,
        /** A source whose requests may not be idempotent, so that nothing may be refused afterwards. */
        CHANGING,
        /** A source that has to end well before any other starts. */
        FIRST,
        VALUE,
        ASSERTION
    }

    boolean isSource() {
        return role == Role.SOURCE || role == Role.CHANGING || role == Role.FIRST;
    }

    /** A copy that depends on more steps. */
    Draft after(Collection<String> others) {
        Set<String> all = new LinkedHashSet<>(needs);
        all.addAll(others);
        return new Draft(name, place, role, all, resolved);
    }

    /** The step with its dependencies; {@code order} has the index of each step that comes before it in the plan. */
    Step resolve(Map<String, Integer> order) {
        return resolved.apply(
                needs.stream().map(order::get).filter(Objects::nonNull).sorted().toList());
    }
}
