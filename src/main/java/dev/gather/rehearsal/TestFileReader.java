package dev.gather.rehearsal;

import dev.gather.composition.CompositionFile;
import dev.gather.execution.CallContext;
import dev.gather.rehearsal.TestCase.Document;
import dev.gather.rehearsal.TestCase.Expectation;
import dev.gather.web.WebRequest;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a test file's cases, and notes its problems. */
final class TestFileReader {
    private static final Set<String> FILE_KEYS = Set.of("cases");
    private static final Set<String> CASE_KEYS = Set.of(
            "name",
            "input",
            "request",
            "sources",
            "status",
            "output",
            "problem",
            "degraded",
            "calls",
            "time",
            "within");
    private static final Set<String> REQUEST_KEYS = Set.of("method", "path", "query", "headers", "claims", "body");

    private final CaseValues values;
    private final Problems problems;

    /** @param sources the names of the composition's sources */
    TestFileReader(Set<String> sources, Problems problems) {
        this.values = new CaseValues(sources, problems);
        this.problems = problems;
    }

    List<TestCase> read(CompositionFile file) {
        Optional<YamlNode> root = new YamlReader(file.path(), file.text(), problems).read();
        List<TestCase> cases = new ArrayList<>();
        root.flatMap(node -> problems.mapping(node, "a test file")).ifPresent(map -> {
            problems.addUnknownKeys(map, FILE_KEYS);
            if (!(map.get("cases") instanceof YamlList list)) {
                problems.add(ProblemCode.MISSING_KEY, map, "there is no list of cases", "write cases: [ … ]");
                return;
            }
            list.elements()
                    .forEach(node ->
                            problems.mapping(node, "a case").map(this::testCase).ifPresent(cases::add));
        });
        return cases;
    }

    private TestCase testCase(YamlMap map) {
        problems.addUnknownKeys(map, CASE_KEYS);
        if (map.get("input") != null && map.get("request") != null) {
            problems.addAtKey(
                    ProblemCode.CONFLICTING_KEYS,
                    map,
                    "request",
                    "a case has an input or a request",
                    "remove one of them");
        }
        if (map.get("output") != null && map.get("problem") != null) {
            problems.addAtKey(
                    ProblemCode.CONFLICTING_KEYS,
                    map,
                    "problem",
                    "a case has an output or a problem",
                    "remove one of them");
        }
        String name = values.text(map.get("name"))
                .filter(text -> !text.isBlank())
                .orElse("case at line " + map.position().line());
        return new TestCase(
                name,
                map.file() + ":" + map.position(),
                values.plain(map.get("input"), "input"),
                Optional.ofNullable(map.get("request")).flatMap(this::request),
                new ScriptReader(values).read(map.get("sources")),
                expectation(map));
    }

    private Expectation expectation(YamlMap map) {
        YamlNode output = map.get("output");
        YamlNode problem = map.get("problem");
        YamlNode degraded = map.get("degraded");
        Set<String> names = new LinkedHashSet<>();
        if (degraded != null) {
            degraded.each().forEach(node -> values.text(node).ifPresent(name -> {
                values.checkSource(node, name);
                names.add(name);
            }));
        }
        return new Expectation(
                map.get("status") == null ? Optional.empty() : Optional.of(values.status(map.get("status"))),
                output == null ? Optional.empty() : Optional.of(new Document(output.plain())),
                problem == null ? Optional.empty() : Optional.of(values.plain(problem, "problem")),
                degraded == null ? Optional.empty() : Optional.of(names),
                calls(map.get("calls")),
                values.duration(map.get("time")),
                values.duration(map.get("within")));
    }

    private Map<String, Integer> calls(@Nullable YamlNode node) {
        Map<String, Integer> calls = new LinkedHashMap<>();
        if (node != null) {
            problems.mapping(node, "calls").ifPresent(map -> map.entries().forEach((name, entry) -> {
                values.checkSource(entry.key(), name);
                if (entry.value() instanceof YamlScalar scalar
                        && scalar.value() instanceof Integer number
                        && number >= 0) {
                    calls.put(name, number);
                } else {
                    problems.add(
                            ProblemCode.WRONG_VALUE,
                            entry.value(),
                            "the number of calls must be a whole number from 0 on");
                }
            }));
        }
        return calls;
    }

    private Optional<WebRequest> request(YamlNode node) {
        return problems.mapping(node, "a request").map(map -> {
            problems.addUnknownKeys(map, REQUEST_KEYS);
            String path = values.text(map.get("path")).orElse("");
            if (!path.startsWith("/")) {
                problems.add(
                        ProblemCode.WRONG_VALUE, map, "a request needs a path from its slash on", "write path: /…");
            }
            Map<String, String> headers = values.texts(map.get("headers"), "headers");
            YamlNode body = map.get("body");
            headers.putIfAbsent("content-type", "application/json");
            return new WebRequest(
                    values.text(map.get("method")).orElse("GET").toUpperCase(Locale.ROOT),
                    path,
                    query(map.get("query")),
                    headers,
                    values.plain(map.get("claims"), "claims"),
                    body == null ? new byte[0] : body(body, headers.getOrDefault("content-type", "")),
                    CallContext.NONE);
        });
    }

    /** A text is sent as it is with any content type but JSON. */
    private byte[] body(YamlNode node, String type) {
        boolean json = type.contains("json");
        if (!json && !(node.plain() instanceof String)) {
            problems.add(
                    ProblemCode.WRONG_VALUE, node, "a body that is not JSON must be a text", "write it as it is sent");
        }
        return json
                ? Documents.bytes(node.plain())
                : String.valueOf(node.plain()).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, List<String>> query(@Nullable YamlNode node) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (node != null) {
            problems.mapping(node, "query").ifPresent(map -> map.entries().forEach((name, entry) -> {
                List<String> texts = new ArrayList<>();
                entry.value().each().forEach(value -> values.text(value).ifPresent(texts::add));
                query.put(name, texts);
            }));
        }
        return query;
    }
}
