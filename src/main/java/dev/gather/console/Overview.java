package dev.gather.console;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.Estimate;
import dev.gather.composition.Estimate.Part;
import dev.gather.composition.NamedValue;
import dev.gather.composition.Route;
import dev.gather.composition.Source;
import dev.gather.composition.Step;
import dev.gather.rehearsal.SwitchedFaults;
import dev.gather.report.Report;
import dev.gather.source.Call;
import dev.gather.yaml.YamlMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the console shows of a composition before it has run: what it takes, its sources and its plan.
 *
 * @param most the longest that any execution may take
 */
record Overview(Composition composition, CompositionFile file, Duration most) {
    /** As a JSON object; times are in milliseconds. */
    Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", composition.name());
        document.put("description", composition.endpoint().description().orElse(null));
        document.put(
                "route", composition.endpoint().route().map(Route::toString).orElse(null));
        document.put("file", file.path());
        document.put("safe", calls().allMatch(Call::safe));
        document.put("request", file.text().contains("$request"));
        document.put("input", input());
        document.put(
                "sources",
                composition.steps().sources().stream().map(Overview::source).toList());
        document.put("plan", plan());
        return document;
    }

    private Stream<Call> calls() {
        return composition.steps().sources().stream()
                .map(source -> source.retrieval().call());
    }

    /** The schema of its input as it is written; a parameter of the path that it does not name is a text. */
    private Map<String, @Nullable Object> input() {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>(written().orElse(Map.of()));
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        composition.endpoint().route().stream()
                .flatMap(route -> route.segments().stream())
                .filter(Route.Segment::parameter)
                .forEach(parameter -> properties.put(parameter.text(), Map.of("type", "string")));
        if (schema.get("properties") instanceof Map<?, ?> named) {
            named.forEach((name, property) -> properties.put(String.valueOf(name), property));
        }
        schema.put("properties", properties);
        return schema;
    }

    private Optional<Map<String, @Nullable Object>> written() {
        return file.parsed()
                .document()
                .filter(YamlMap.class::isInstance)
                .map(document -> ((YamlMap) document).get("input"))
                .filter(YamlMap.class::isInstance)
                .map(input -> ((YamlMap) input).plainMap());
    }

    private static Map<String, @Nullable Object> source(Source source) {
        Call call = source.retrieval().call();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", source.name());
        document.put("kind", source.retrieval().kind());
        document.put("status", call.hasStatus());
        document.put("faults", SwitchedFaults.offered(call));
        return document;
    }

    private Map<String, @Nullable Object> plan() {
        Estimate estimate = Estimate.of(composition, composition.limits().least(most));
        Map<String, @Nullable Object> plan = new LinkedHashMap<>();
        plan.put("limit", Report.millis(estimate.limit()));
        plan.put("calls", estimate.calls());
        plan.put("end", Report.millis(estimate.end()));
        plan.put("parts", estimate.parts().stream().map(Overview::part).toList());
        return plan;
    }

    private static Map<String, @Nullable Object> part(Part part) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", part.step().name());
        document.put("kind", kind(part.step()));
        document.put("after", part.after().stream().map(Step::name).toList());
        document.put("critical", part.critical());
        document.put("calls", part.calls());
        document.put("time", part.time().map(Report::millis).orElse(null));
        if (part.step() instanceof Source source) {
            source.rules().repetition().ifPresent(repetition -> document.put("elements", repetition.maxElements()));
            document.put("fallback", source.rules().fallback().isPresent());
        }
        return document;
    }

    private static String kind(Step step) {
        if (step instanceof Source source) {
            return source.retrieval().kind();
        }
        return step instanceof NamedValue ? "value" : "assertion";
    }

    /** All of them, for the compositions of a state. */
    static List<Map<String, @Nullable Object>> all(Workspace.State state, Duration most) {
        return state.all()
                .map(composition -> new Overview(composition, state.file(composition.name()), most).document())
                .toList();
    }
}
