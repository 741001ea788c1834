package dev.gather.composition;

import java.util.ArrayList;
import java.util.List;

/** The steps of a composition, each after those that it depends on, with what follows from their order. */
public final class Steps {
    private final List<Step> all;

    /** For each step those that depend on it, in order. */
    private final List<List<Integer>> dependants = new ArrayList<>();

    private final Wrapping[] wrappings;

    /** @param all each after those that it depends on */
    public Steps(List<Step> all) {
        this.all = List.copyOf(all);
        this.wrappings = new Wrapping[all.size()];
        this.all.forEach(step -> dependants.add(new ArrayList<>(1)));
        for (int i = 0; i < all.size(); i++) {
            for (int dependency : all.get(i).dependencies()) {
                dependants.get(dependency).add(i);
            }
            wrappings[i] = wrapping(this.all.get(i));
        }
    }

    private Wrapping wrapping(Step step) {
        Wrapping wrapping = Wrapping.NONE;
        for (int dependency : step.dependencies()) {
            wrapping = wrapping.or(wrappings[dependency]);
        }
        return wrapping.in(step.wrappings());
    }

    /** All steps in order. */
    public List<Step> all() {
        return all;
    }

    /** Those that are sources, in order. */
    public List<Source> sources() {
        return all.stream()
                .filter(Source.class::isInstance)
                .map(Source.class::cast)
                .toList();
    }

    /** How many there are. */
    public int count() {
        return all.size();
    }

    /** The step with an index. */
    public Step get(int index) {
        return all.get(index);
    }

    /** The steps that depend on one, as indexes. */
    public List<Integer> dependants(int index) {
        return dependants.get(index);
    }

    /** How much a step and those that it depends on put around a value that one of them has read. */
    public Wrapping wrapping(int index) {
        return wrappings[index];
    }
}
