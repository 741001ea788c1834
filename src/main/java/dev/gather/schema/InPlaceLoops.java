package dev.gather.schema;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds schemas that refer back to themselves without going deeper into the value, so that a check would never end, and
 * chains of schemas applied to one value that are too long for the stack.
 */
final class InPlaceLoops {
    private static final int MAX_CHAIN = 100;

    private InPlaceLoops() {}

    static void check(List<Schema> schemas, SchemaProblems problems) {
        Map<Schema, List<Schema>> targets = new HashMap<>();
        schemas.forEach(schema -> targets.put(schema, schema.inPlace()));
        Map<Schema, Integer> waiting = referrers(targets);
        Map<Schema, Integer> chain = new HashMap<>();
        Deque<Schema> free = new ArrayDeque<>();
        schemas.stream().filter(schema -> !waiting.containsKey(schema)).forEach(free::add);
        while (!free.isEmpty()) {
            Schema schema = free.poll();
            int length = chain.merge(schema, 1, Math::max);
            for (Schema target : targets.getOrDefault(schema, List.of())) {
                chain.merge(target, length + 1, Math::max);
                if (waiting.merge(target, -1, Integer::sum) == 0) {
                    waiting.remove(target);
                    free.add(target);
                }
            }
        }
        report(onLoops(waiting.keySet(), targets), chain, problems);
    }

    /** For each schema, how many others apply it to the same value. */
    private static Map<Schema, Integer> referrers(Map<Schema, List<Schema>> targets) {
        Map<Schema, Integer> referrers = new HashMap<>();
        targets.values().forEach(list -> list.forEach(target -> referrers.merge(target, 1, Integer::sum)));
        return referrers;
    }

    /** The schemas that are on a loop, out of those on or behind one. */
    private static List<Schema> onLoops(Iterable<Schema> left, Map<Schema, List<Schema>> targets) {
        Set<Schema> loops = new HashSet<>();
        left.forEach(loops::add);
        boolean changed = true;
        while (changed) {
            changed = loops.removeIf(
                    schema -> targets.getOrDefault(schema, List.of()).stream().noneMatch(loops::contains));
        }
        return List.copyOf(loops);
    }

    private static void report(List<Schema> loops, Map<Schema, Integer> chain, SchemaProblems problems) {
        loops.stream()
                .min(Comparator.comparing(Schema::pointer))
                .ifPresent(schema ->
                        problems.add(schema.pointer(), "it refers to itself without going deeper into the value"));
        chain.entrySet().stream()
                .filter(entry -> entry.getValue() > MAX_CHAIN)
                .map(Map.Entry::getKey)
                .min(Comparator.comparing(Schema::pointer))
                .ifPresent(schema -> problems.add(
                        schema.pointer(), "more than " + MAX_CHAIN + " schemas are applied to one value in a row"));
    }
}
