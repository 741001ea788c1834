package dev.gather.composition;

import dev.gather.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The dependency graph of a composition: a source depends on the sources that its templates name. A cycle is noted as a
 * problem, with its members in order.
 */
final class Plan {
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Problems problems;
    private final Set<String> ended = new LinkedHashSet<>();
    private final List<String> path = new ArrayList<>();

    Plan(List<Draft> drafts, Problems problems) {
        drafts.forEach(draft -> this.drafts.put(draft.name(), draft));
        this.problems = problems;
    }

    /** The sources in topological order: each after its dependencies, otherwise in the order of the file. */
    List<Source> inOrder() {
        drafts.keySet().forEach(this::visit);
        List<String> order = List.copyOf(ended);
        return order.stream().map(name -> drafts.get(name).resolve(order)).toList();
    }

    private void visit(String name) {
        if (ended.contains(name) || !drafts.containsKey(name)) {
            return;
        }
        if (path.contains(name)) {
            reportCycle(name);
            return;
        }
        path.add(name);
        new TreeSet<>(drafts.get(name).needs()).forEach(this::visit);
        path.remove(name);
        ended.add(name);
    }

    private void reportCycle(String name) {
        List<String> members = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
        members.add(name);
        String cycle = members.stream().map(member -> "$" + member).collect(Collectors.joining(" needs "));
        problems.add(
                drafts.get(name).written().key(),
                "the sources wait for each other: " + cycle,
                "remove one of these references");
    }
}
