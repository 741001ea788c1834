package dev.gather.composition;

import dev.gather.source.SourceYaml;
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
 * The dependency graph of a composition. References alone make it: a source depends on the sources that its templates
 * name. A cycle is a problem, told with its members in order.
 */
final class Plan {
    private final Map<String, SourceYaml> written;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Problems problems;
    private final Set<String> ended = new LinkedHashSet<>();
    private final List<String> path = new ArrayList<>();

    Plan(List<SourceYaml> written, List<Source> sources, Problems problems) {
        this.written = written.stream().collect(Collectors.toMap(SourceYaml::name, yaml -> yaml, (a, b) -> a));
        sources.forEach(source -> this.sources.put(source.name(), source));
        this.problems = problems;
    }

    /** The sources, each after all that it depends on; otherwise in the order in which they were written. */
    List<Source> inOrder() {
        sources.keySet().forEach(this::visit);
        return ended.stream().map(sources::get).toList();
    }

    private void visit(String name) {
        if (ended.contains(name) || !sources.containsKey(name)) {
            return;
        }
        if (path.contains(name)) {
            reportCycle(name);
            return;
        }
        path.add(name);
        for (String dependency : new TreeSet<>(sources.get(name).dependencies())) {
            visit(dependency);
        }
        path.remove(name);
        ended.add(name);
    }

    private void reportCycle(String name) {
        List<String> members = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
        members.add(name);
        String cycle = members.stream().map(member -> "$" + member).collect(Collectors.joining(" needs "));
        problems.add(
                written.get(name).key(), "the sources wait for each other: " + cycle, "remove one of these references");
    }
}
