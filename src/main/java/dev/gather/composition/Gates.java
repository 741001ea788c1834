package dev.gather.composition;

import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has to end well before other sources start: the sources with {@code first: true}, one after another, and the
 * assertions that name no other sources. A source that changes something waits for all assertions, but for those over such
 * sources. Values are no sources, and wait only for what they name.
 */
final class Gates {
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Problems problems;
    /** The first sources, each after those that it names, otherwise in the order of the file. */
    private final Set<String> firsts = new LinkedHashSet<>();
    /** The sources that each assertion depends on. */
    private final Map<String, Set<String>> assertions = new LinkedHashMap<>();
    /** Those of them that depend on first sources alone: only these may hold up a source that changes nothing. */
    private final Map<String, Set<String>> early = new LinkedHashMap<>();

    Gates(List<Draft> drafts, Problems problems) {
        drafts.forEach(draft -> this.drafts.put(draft.name(), draft));
        this.problems = problems;
    }

    /** All steps; the sources also depend on the gates before them. */
    List<Draft> applied() {
        all(Draft.Role.FIRST).forEach(this::addFirst);
        all(Draft.Role.ASSERTION).forEach(this::addAssertion);
        boolean possible = all(Draft.Role.FIRST).stream().map(this::isPossible).reduce(true, Boolean::logicalAnd);
        if (!possible) {
            return List.copyOf(drafts.values());
        }
        return drafts.values().stream()
                .map(draft -> draft.isSource() ? draft.after(before(draft)) : draft)
                .toList();
    }

    private List<Draft> all(Draft.Role role) {
        return drafts.values().stream().filter(draft -> draft.role() == role).toList();
    }

    private void addFirst(Draft draft) {
        sourcesBehind(draft).stream()
                .map(drafts::get)
                .filter(source -> source.role() == Draft.Role.FIRST)
                .forEach(source -> firsts.add(source.name()));
        firsts.add(draft.name());
    }

    private void addAssertion(Draft draft) {
        Set<String> behind = sourcesBehind(draft);
        assertions.put(draft.name(), behind);
        if (firsts.containsAll(behind)) {
            early.put(draft.name(), behind);
        }
    }

    private boolean isPossible(Draft first) {
        for (String name : sourcesBehind(first)) {
            if (!firsts.contains(name)) {
                problems.add(
                        ProblemCode.FIRST_WAITS,
                        first.place(),
                        "it is to end before anything else starts, and names $" + name,
                        "add first: true to '" + name + "', too");
                return false;
            }
        }
        return true;
    }

    /** The gates that a source has to wait for. */
    private List<String> before(Draft source) {
        Set<String> earlier = new LinkedHashSet<>();
        for (String first : firsts) {
            if (first.equals(source.name())) {
                break;
            }
            earlier.add(first);
        }
        List<String> gates = new ArrayList<>(earlier);
        boolean changing = source.role() == Draft.Role.CHANGING;
        (changing ? assertions : early).forEach((name, behind) -> {
            boolean guards = changing && behind.stream().noneMatch(this::isChanging);
            if (guards || earlier.containsAll(behind)) {
                gates.add(name);
            }
        });
        return gates;
    }

    private boolean isChanging(String name) {
        Draft draft = drafts.get(name);
        return draft != null && draft.role() == Draft.Role.CHANGING;
    }

    /** The sources that a step depends on, directly or not; in an order in which they can run. */
    private Set<String> sourcesBehind(Draft draft) {
        Set<String> found = new LinkedHashSet<>();
        collect(draft, new LinkedHashSet<>(Set.of(draft.name())), found);
        return found;
    }

    private void collect(Draft draft, Set<String> seen, Set<String> found) {
        for (String name : draft.needs()) {
            Draft needed = drafts.get(name);
            if (needed != null && seen.add(name)) {
                collect(needed, seen, found);
                if (needed.isSource()) {
                    found.add(name);
                }
            }
        }
    }
}
