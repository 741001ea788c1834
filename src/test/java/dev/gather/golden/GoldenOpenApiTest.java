package dev.gather.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.failure.Violation;
import dev.gather.lock.Lock;
import dev.gather.openapi.Backends;
import dev.gather.openapi.OpenApi;
import dev.gather.openapi.Settings;
import dev.gather.schema.Schema;
import dev.gather.schema.SchemaProblems;
import dev.gather.schema.SchemaReader;
import dev.gather.schema.TimeLimit;
import dev.gather.schema.Validation;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What OpenAPI documents say about golden cases holds for their calls: what they send is described, and what comes fits. */
@QuarkusTest
class GoldenOpenApiTest {
    @Inject
    @All
    List<SourceKind> kinds;

    @Inject
    FetchStack stack;

    @TestFactory
    Stream<DynamicTest> describesTheAnswers() {
        return GoldenCase.all().stream()
                .filter(golden -> golden.problems().isEmpty())
                // It is about an answer that breaks what it promises.
                .filter(golden -> !golden.name().equals("returns-is-no-reason-to-refuse"))
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
    }

    private void check(GoldenCase golden) {
        Map<?, ?> document = document(golden);
        for (GoldenCall call : golden.calls()) {
            if (!call.fails() && call.status() < 300 && call.answer() != null) {
                assertEquals(List.of(), violations(document, call), () -> call.answer() + " " + document);
            }
        }
    }

    private Map<?, ?> document(GoldenCase golden) {
        String text = golden.composition().contains("route:")
                ? golden.composition()
                : "route: POST /golden\n" + golden.composition();
        List<CompositionFile> files = List.of(new CompositionFile(golden.name(), golden.name() + ".yaml", text));
        Compositions compositions = new CompositionLoader(kinds, stack, true).load(files);
        return OpenApi.document(files, compositions, new Backends(kinds, Lock.NONE), Settings.DEFAULT);
    }

    @TestFactory
    Stream<DynamicTest> describesTheRequests() {
        return GoldenCase.all().stream()
                .filter(golden -> golden.problems().isEmpty())
                .filter(golden -> golden.composition().contains("input:"))
                .filter(golden -> golden.calls().stream().anyMatch(GoldenOpenApiTest::succeeds))
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> checkRequests(golden)));
    }

    private static boolean succeeds(GoldenCall call) {
        return call.byHttp() && call.status() < 300;
    }

    private void checkRequests(GoldenCase golden) {
        Map<?, ?> document = document(golden);
        golden.calls().stream().filter(GoldenOpenApiTest::succeeds).forEach(call -> checkRequest(document, call));
    }

    /** What a call sends that is answered: parameters that are described, and a body that fits its schema. */
    private static void checkRequest(Map<?, ?> document, GoldenCall call) {
        Map<?, ?> operation = operation(document);
        List<?> described = ((List<?>) operation.get("parameters"))
                .stream().map(parameter -> ((Map<?, ?>) parameter).get("name")).toList();
        String[] target = String.valueOf(call.content().get("request")).split("\\?", 2);
        for (String pair : target.length < 2 ? new String[0] : target[1].split("&")) {
            String name = pair.split("=", 2)[0];
            assertTrue(described.contains(name), name);
        }
        if (call.content().containsKey("json")) {
            Map<?, ?> content = (Map<?, ?>) ((Map<?, ?>) operation.get("requestBody")).get("content");
            assertEquals(List.of(), violations(document, content, call.content().get("json")));
        }
    }

    private static Map<?, ?> operation(Map<?, ?> document) {
        Map<?, ?> path = (Map<?, ?>)
                ((Map<?, ?>) document.get("paths")).values().iterator().next();
        return (Map<?, ?>) path.values().iterator().next();
    }

    private static List<Violation> violations(Map<?, ?> document, GoldenCall call) {
        Map<?, ?> responses = (Map<?, ?>) operation(document).get("responses");
        Object status =
                responses.containsKey(String.valueOf(call.status())) ? String.valueOf(call.status()) : "default";
        Map<?, ?> content = (Map<?, ?>) ((Map<?, ?>) responses.get(status)).get("content");
        return violations(document, content, call.answer());
    }

    private static List<Violation> violations(Map<?, ?> document, Map<?, ?> content, Object value) {
        Map<String, Object> schema = new HashMap<>();
        schema.put("allOf", List.of(((Map<?, ?>) content.get("application/json")).get("schema")));
        schema.put("components", document.get("components"));
        SchemaProblems problems = new SchemaProblems();
        Schema read = new SchemaReader(schema, problems).read();
        assertEquals(List.of(), problems.found());
        return Validation.violations(read, value, TimeLimit.in(Duration.ofSeconds(5)));
    }
}
