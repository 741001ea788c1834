package dev.gather.rehearsal;

import dev.gather.composition.CompositionFile;
import dev.gather.execution.CallContext;
import dev.gather.rehearsal.Script.Answers;
import dev.gather.rehearsal.TestCase.Document;
import dev.gather.rehearsal.TestCase.Expectation;
import dev.gather.source.Durations;
import dev.gather.source.GivenAnswer;
import dev.gather.web.WebRequest;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    private static final Set<String> ANSWER_KEYS = Set.of("value", "status", "headers", "delay", "fault");

    private final Set<String> known;
    private final Problems problems;

    /** @param known the names of the composition's sources */
    TestFileReader(Set<String> known, Problems problems) {
        this.known = known;
        this.problems = problems;
    }

    List<TestCase> read(CompositionFile file) {
        Optional<YamlNode> root = new YamlReader(file.path(), file.text(), problems).read();
        List<TestCase> cases = new ArrayList<>();
        root.flatMap(node -> mapping(node, "a test file")).ifPresent(map -> {
            problems.addUnknownKeys(map, FILE_KEYS);
            if (!(map.get("cases") instanceof YamlList list)) {
                problems.add(map, "there is no list of cases", "write cases: [ … ]");
                return;
            }
            list.elements()
                    .forEach(node -> mapping(node, "a case").map(this::testCase).ifPresent(cases::add));
        });
        return cases;
    }

    private TestCase testCase(YamlMap map) {
        problems.addUnknownKeys(map, CASE_KEYS);
        if (map.get("input") != null && map.get("request") != null) {
            problems.addAtKey(map, "request", "a case has an input or a request", "remove one of them");
        }
        if (map.get("output") != null && map.get("problem") != null) {
            problems.addAtKey(map, "problem", "a case has an output or a problem", "remove one of them");
        }
        String name = text(map.get("name"))
                .filter(text -> !text.isBlank())
                .orElse("case at line " + map.position().line());
        return new TestCase(
                name,
                map.file() + ":" + map.position(),
                plain(map.get("input"), "input"),
                Optional.ofNullable(map.get("request")).flatMap(this::request),
                script(map.get("sources")),
                expectation(map));
    }

    private Expectation expectation(YamlMap map) {
        YamlNode output = map.get("output");
        YamlNode problem = map.get("problem");
        YamlNode degraded = map.get("degraded");
        Set<String> names = new LinkedHashSet<>();
        if (degraded != null) {
            degraded.each().forEach(node -> text(node).ifPresent(name -> {
                checkSource(node, name);
                names.add(name);
            }));
        }
        return new Expectation(
                map.get("status") == null ? Optional.empty() : Optional.of(status(map.get("status"))),
                output == null ? Optional.empty() : Optional.of(new Document(output.plain())),
                problem == null ? Optional.empty() : Optional.of(plain(problem, "problem")),
                degraded == null ? Optional.empty() : Optional.of(names),
                calls(map.get("calls")),
                duration(map.get("time")),
                duration(map.get("within")));
    }

    private void checkSource(YamlNode node, String name) {
        if (!known.contains(name)) {
            problems.add(node, "unknown source '" + name + "'", DidYouMean.remedy(name, known, ""));
        }
    }

    private Map<String, Integer> calls(@Nullable YamlNode node) {
        Map<String, Integer> calls = new LinkedHashMap<>();
        if (node != null) {
            mapping(node, "calls").ifPresent(map -> map.entries().forEach((name, entry) -> {
                checkSource(entry.key(), name);
                if (entry.value() instanceof YamlScalar scalar
                        && scalar.value() instanceof Integer number
                        && number >= 0) {
                    calls.put(name, number);
                } else {
                    problems.add(entry.value(), "the number of calls must be a whole number from 0 on");
                }
            }));
        }
        return calls;
    }

    private Optional<WebRequest> request(YamlNode node) {
        return mapping(node, "a request").map(map -> {
            problems.addUnknownKeys(map, REQUEST_KEYS);
            String path = text(map.get("path")).orElse("");
            if (!path.startsWith("/")) {
                problems.add(map, "a request needs a path from its slash on", "write path: /…");
            }
            Map<String, String> headers = texts(map.get("headers"), "headers");
            YamlNode body = map.get("body");
            headers.putIfAbsent("content-type", "application/json");
            return new WebRequest(
                    text(map.get("method")).orElse("GET").toUpperCase(Locale.ROOT),
                    path,
                    query(map.get("query")),
                    headers,
                    plain(map.get("claims"), "claims"),
                    body == null ? new byte[0] : body(body, headers.getOrDefault("content-type", "")),
                    CallContext.NONE);
        });
    }

    /** A text is sent as it is with any content type but JSON. */
    private byte[] body(YamlNode node, String type) {
        boolean json = type.contains("json");
        if (!json && !(node.plain() instanceof String)) {
            problems.add(node, "a body that is not JSON must be a text", "write it as it is sent");
        }
        return json
                ? Documents.bytes(node.plain())
                : String.valueOf(node.plain()).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, List<String>> query(@Nullable YamlNode node) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (node != null) {
            mapping(node, "query").ifPresent(map -> map.entries().forEach((name, entry) -> {
                List<String> values = new ArrayList<>();
                entry.value().each().forEach(value -> text(value).ifPresent(values::add));
                query.put(name, values);
            }));
        }
        return query;
    }

    private Script script(@Nullable YamlNode node) {
        Map<String, Answers> bySource = new LinkedHashMap<>();
        Map<String, Answers> byRequest = new LinkedHashMap<>();
        if (node != null) {
            mapping(node, "sources").ifPresent(map -> map.entries().forEach((name, entry) -> {
                if (name.contains(" ")) {
                    byRequest.put(name, answers(entry.value()));
                } else {
                    checkSource(entry.key(), name);
                    bySource.put(name, answers(entry.value()));
                }
            }));
        }
        return new Script(bySource, byRequest);
    }

    /** A list answers in turn; a list within it has the answers to one request's attempts. */
    private Answers answers(YamlNode node) {
        if (!(node instanceof YamlList list)) {
            return new Answers(List.of(List.of(answer(node))), true);
        }
        List<List<ScriptedAnswer>> turns = new ArrayList<>();
        for (YamlNode element : list.elements()) {
            List<ScriptedAnswer> attempts =
                    element.each().stream().map(this::answer).toList();
            if (attempts.isEmpty()) {
                problems.add(element, "there is no answer", "write { value: … }");
            } else {
                turns.add(attempts);
            }
        }
        return new Answers(turns, false);
    }

    private ScriptedAnswer answer(YamlNode node) {
        Optional<YamlMap> found = mapping(node, "an answer");
        if (found.isEmpty()) {
            return new ScriptedAnswer(Duration.ZERO, Optional.empty(), new GivenAnswer(GivenAnswer.OK, Map.of(), null));
        }
        YamlMap map = found.get();
        problems.addUnknownKeys(map, ANSWER_KEYS);
        YamlNode value = map.get("value");
        GivenAnswer given = new GivenAnswer(
                status(map.get("status")),
                texts(map.get("headers"), "headers"),
                value == null ? null : Documents.exact(value.plain()));
        return new ScriptedAnswer(
                duration(map.get("delay")).orElse(Duration.ZERO),
                Optional.ofNullable(map.get("fault")).flatMap(this::fault),
                given);
    }

    private int status(@Nullable YamlNode node) {
        if (node == null) {
            return GivenAnswer.OK;
        }
        if (node instanceof YamlScalar scalar
                && scalar.value() instanceof Integer status
                && status >= 200
                && status <= 599) {
            return status;
        }
        problems.add(node, "a status must be a whole number from 200 to 599");
        return GivenAnswer.OK;
    }

    private Optional<Fault> fault(YamlNode node) {
        String name = text(node).orElse("");
        Optional<Fault> fault = Fault.named(name);
        if (fault.isEmpty()) {
            problems.add(node, "unknown fault '" + name + "'", DidYouMean.remedy(name, Fault.names(), ""));
        }
        return fault;
    }

    private Optional<Duration> duration(@Nullable YamlNode node) {
        boolean zero = node instanceof YamlScalar scalar && scalar.text().matches("0(ms|s|m)?");
        return zero ? Optional.of(Duration.ZERO) : Durations.read(node, problems);
    }

    private Map<String, String> texts(@Nullable YamlNode node, String what) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node != null) {
            mapping(node, what).ifPresent(map -> map.entries().forEach((name, entry) -> text(entry.value())
                    .ifPresent(value -> texts.put(name.toLowerCase(Locale.ROOT), value))));
        }
        return texts;
    }

    private Map<String, @Nullable Object> plain(@Nullable YamlNode node, String what) {
        Optional<YamlMap> map = node == null ? Optional.empty() : mapping(node, what);
        return map.map(YamlMap::plainMap).orElseGet(LinkedHashMap::new);
    }

    private Optional<String> text(@Nullable YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return Optional.of(scalar.text());
        }
        if (node != null) {
            problems.add(node, "must be a text, not " + node.kind());
        }
        return Optional.empty();
    }

    private Optional<YamlMap> mapping(YamlNode node, String what) {
        if (node instanceof YamlMap map) {
            return Optional.of(map);
        }
        problems.add(node, what + " must be a mapping, not " + node.kind());
        return Optional.empty();
    }
}
