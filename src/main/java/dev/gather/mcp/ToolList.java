package dev.gather.mcp;

import dev.gather.composition.Composition;
import dev.gather.composition.Compositions;
import dev.gather.composition.Source;
import dev.gather.composition.Tool;
import dev.gather.source.Call;
import dev.gather.source.Writes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The compositions that are tools, as models are told of them. */
public final class ToolList {
    private ToolList() {}

    /** The tools, by name: the same compositions always make the same list. */
    public static Map<String, @Nullable Object> of(Compositions compositions) {
        List<Object> tools = new ArrayList<>();
        compositions.all().stream()
                .sorted(Comparator.comparing(Composition::name))
                .forEach(composition ->
                        composition.endpoint().tool().ifPresent(tool -> tools.add(entry(composition, tool))));
        Map<String, @Nullable Object> list = new LinkedHashMap<>();
        list.put("tools", tools);
        return list;
    }

    /** The composition that is the tool with a name. */
    static Optional<Composition> find(Compositions compositions, String name) {
        return compositions
                .find(name)
                .filter(composition -> composition.endpoint().tool().isPresent());
    }

    private static Map<String, Object> entry(Composition composition, Tool tool) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", composition.name());
        composition.endpoint().description().ifPresent(text -> entry.put("description", text));
        entry.put("inputSchema", tool.input());
        tool.output().ifPresent(schema -> entry.put("outputSchema", schema));
        entry.put("annotations", annotations(composition));
        return entry;
    }

    /** What a client may do without asking its user, as far as it trusts this. */
    private static Map<String, Object> annotations(Composition composition) {
        List<Call> calls = composition.steps().sources().stream()
                .map(Source::retrieval)
                .map(Source.Retrieval::call)
                .toList();
        boolean safe = calls.stream().allMatch(call -> call.safe() && call.writes() == Writes.NO);
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put("readOnlyHint", safe);
        if (!safe) {
            annotations.put("idempotentHint", calls.stream().noneMatch(Call::changes));
        }
        return annotations;
    }
}
