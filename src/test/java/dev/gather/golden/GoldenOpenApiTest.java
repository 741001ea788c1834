package dev.gather.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** What OpenAPI documents say about golden cases holds for their calls: the answers that they expect fit the schemas. */
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

    private static List<Violation> violations(Map<?, ?> document, GoldenCall call) {
        Map<?, ?> path = (Map<?, ?>)
                ((Map<?, ?>) document.get("paths")).values().iterator().next();
        Map<?, ?> operation = (Map<?, ?>) path.values().iterator().next();
        Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
        Object status =
                responses.containsKey(String.valueOf(call.status())) ? String.valueOf(call.status()) : "default";
        Map<?, ?> content = (Map<?, ?>) ((Map<?, ?>) responses.get(status)).get("content");
        Map<String, Object> schema = new HashMap<>();
        schema.put("allOf", List.of(((Map<?, ?>) content.get("application/json")).get("schema")));
        schema.put("components", document.get("components"));
        SchemaProblems problems = new SchemaProblems();
        Schema read = new SchemaReader(schema, problems).read();
        assertEquals(List.of(), problems.found());
        return Validation.violations(read, call.answer(), TimeLimit.in(Duration.ofSeconds(5)));
    }
}
