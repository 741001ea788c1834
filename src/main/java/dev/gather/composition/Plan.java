package dev.gather.composition;

import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The dependency graph of a composition: a step depends on those that its templates name, and a source on the {@link Gates}
 * before it. A cycle is noted as a problem, with its members in order.
 */
final class Plan {
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Problems problems;
    private final Map<String, Draft> ended = new LinkedHashMap<>();
    /** The steps whose dependencies are being visited, each needed by the one before it. */
    private final Set<String> path = new LinkedHashSet<>();

    Plan(List<Draft> drafts, Problems problems) {
        this.problems = problems;
        new Gates(drafts, problems).applied().forEach(draft -> this.drafts.put(draft.name(), draft));
    }

    /**
     * The steps in topological order: each after its dependencies, otherwise in the order of the file. Of steps that wait for
     * each other, the first in the order lacks those that come after it.
     */
    List<Step> inOrder() {
        drafts.keySet().forEach(this::visit);
        Map<String, Integer> order = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (Draft draft : ended.values()) {
            steps.add(draft.resolve(order));
            order.put(draft.name(), order.size());
        }
        return steps;
    }

    private void visit(String name) {
        Draft draft = drafts.get(name);
        if (draft == null || ended.containsKey(name)) {
            return;
        }
        if (!path.add(name)) {
            reportCycle(draft);
            return;
        }
        new TreeSet<>(draft.needs()).forEach(this::visit);
        path.remove(name);
        ended.put(name, draft);
    }

    private void reportCycle(Draft draft) {
        String name = draft.name();
        List<String> visited = List.copyOf(path);
        List<String> members = new ArrayList<>(visited.subList(visited.indexOf(name), visited.size()));
        members.add(name);
        String cycle = members.stream().map(member -> "$" + member).collect(Collectors.joining(" needs "));
        boolean sources = drafts.values().stream()
                .filter(step -> members.contains(step.name()))
                .allMatch(Draft::isSource);
        String fault = sources ? "the sources wait for each other: " : "these wait for each other: ";
        problems.add(ProblemCode.CYCLE, draft.place(), fault + cycle, "remove one of these references");
    }
}
