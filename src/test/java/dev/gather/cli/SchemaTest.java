package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.catalog.CompositionFolders;
import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.golden.GoldenCase;
import dev.gather.rehearsal.Rehearsal;
import dev.gather.rehearsal.Suite;
import dev.gather.yaml.Problem;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlText;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas for editors: they have the keys that the readers know, and take what the readers take. */
@QuarkusTest
class SchemaTest {
    private static final Path FOLDER = Path.of("src/main/resources/schema");
    private static final String UNKNOWN = "qqqqqqqqqqqqqqqq";

    private static final JsonObject COMPOSITION = read("composition");
    private static final JsonObject TEST = read("test");

    @Inject
    CompositionSources sources;

    @Inject
    Rehearsal rehearsal;

    private static JsonObject read(String name) {
        try {
            return new JsonObject(Files.readString(FOLDER.resolve(name + ".schema.json")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OutputUnit validated(JsonObject schema, Object value) {
        JsonSchemaOptions options = new JsonSchemaOptions()
                .setDraft(Draft.DRAFT7)
                .setOutputFormat(OutputFormat.Basic)
                .setBaseUri("https://localhost");
        return Validator.create(JsonSchema.of(schema), options).validate(value);
    }

    private static Object plain(String yaml) {
        Problems problems = new Problems();
        Object plain = new YamlReader("f", yaml, problems)
                .read()
                .orElseThrow(() -> new IllegalArgumentException(problems.all().toString()))
                .plain();
        return new JsonObject(Map.of("value", plain)).copy().getValue("value");
    }

    /** The keys that the message about an unknown key lists. */
    private static Set<String> known(List<Problem> problems) {
        String remedy = problems.stream()
                .filter(problem -> problem.fault().equals("unknown key '" + UNKNOWN + "'"))
                .findFirst()
                .orElseThrow()
                .remedy();
        return new TreeSet<>(List.of(remedy.replaceFirst("^known: ", "").split(", ", -1)));
    }

    private Set<String> knownIn(String composition) {
        CompositionFile file = new CompositionFile("a", "a.yaml", composition);
        return known(assertThrows(InvalidCompositionsException.class, () -> sources.load(List.of(file)))
                .problems());
    }

    private Set<String> knownInTest(String cases) {
        CompositionFile composition = new CompositionFile("a", "a.yaml", "output: 1\n");
        CompositionFile file = new CompositionFile("a", "a.test.yaml", cases);
        return known(assertThrows(InvalidCompositionsException.class, () -> new Suite(rehearsal)
                        .run(file, Map.of("a", composition)))
                .problems());
    }

    private static Set<String> keys(JsonObject schema) {
        return new TreeSet<>(schema.getJsonObject("properties").fieldNames());
    }

    private static JsonObject definition(JsonObject schema, String name) {
        return schema.getJsonObject("definitions").getJsonObject(name);
    }

    private static JsonObject mapping(JsonObject schema) {
        return schema.getJsonArray("anyOf").getJsonObject(1);
    }

    @Test
    void haveTheKeysThatTheReadersKnow() {
        String bad = UNKNOWN + ": 1";

        assertEquals(knownIn("output: 1\n" + bad + "\n"), keys(COMPOSITION));
        assertEquals(
                knownIn("output: 1\nsources: { a: { sql: SELECT 1, " + bad + " } }\n"),
                keys(definition(COMPOSITION, "source")));
        assertEquals(
                knownIn("output: 1\nsources: { a: { http: { method: GET, upstream: stub, path: /, " + bad + " } } }\n"),
                keys(mapping(definition(COMPOSITION, "http"))));
        assertEquals(
                knownIn("output: 1\nassert: { that: $input.a, " + bad + " }\n"),
                keys(mapping(definition(COMPOSITION, "requirement"))));
        assertEquals(knownInTest("cases: []\n" + bad + "\n"), keys(TEST));
        assertEquals(knownInTest("cases: [{ " + bad + " }]\n"), keys(definition(TEST, "case")));
        assertEquals(knownInTest("cases: [{ sources: { a: { " + bad + " } } }]\n"), keys(definition(TEST, "answer")));
        assertEquals(
                knownInTest("cases: [{ request: { path: /, " + bad + " } }]\n"),
                keys(definition(TEST, "case").getJsonObject("properties").getJsonObject("request")));
    }

    @Test
    void explainEachKeyWithAnExample() {
        Stream.of(
                        COMPOSITION,
                        definition(COMPOSITION, "source"),
                        mapping(definition(COMPOSITION, "http")),
                        mapping(definition(COMPOSITION, "requirement")),
                        TEST,
                        definition(TEST, "case"),
                        definition(TEST, "answer"))
                .map(schema -> schema.getJsonObject("properties"))
                .forEach(properties -> properties.fieldNames().forEach(key -> {
                    JsonObject property = properties.getJsonObject(key);
                    assertFalse(property.getString("description", "").isEmpty(), key);
                    assertFalse(property.getJsonArray("examples").isEmpty(), key);
                }));
    }

    @TestFactory
    Stream<DynamicTest> takesWhatLoads() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (GoldenCase golden : GoldenCase.all()) {
            if (golden.problems().isEmpty()) {
                tests.add(DynamicTest.dynamicTest(golden.name(), () -> assertTaken(golden.composition())));
            }
        }
        Path demo = Path.of("src/main/resources/demo/compositions");
        for (CompositionFile file : CompositionFolders.read(demo, demo.toString())) {
            tests.add(DynamicTest.dynamicTest(file.path(), () -> assertTaken(file.text())));
        }
        return tests.stream();
    }

    /** Values of every type and around every bound, beside the examples: the reader and the schema judge them alike. */
    private static final List<String> SAMPLES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "2",
            "10",
            "11",
            "16",
            "200",
            "404",
            "500",
            "503",
            "599",
            "600",
            "-1",
            "1.5",
            "'1'",
            "''",
            "x",
            "one",
            "many",
            "json",
            "text",
            "base64",
            "cacheable",
            "safe",
            "0s",
            "1s",
            "200ms",
            "2m",
            "1h",
            "GET stub:/x",
            "get stub:/x",
            "SELECT 1",
            "[]",
            "[404]",
            "[x]",
            "[true]",
            "{}",
            "{ a: 1 }",
            "{ type: object }",
            "$input.a",
            "'{% $input.a %}'",
            "{ that: 'true' }",
            "[{ that: 'true', status: 409 }]",
            "{ x: '{% 1 %}' }");

    /** A number and null are conditions that load, and that an editor had better mark. */
    private static final Set<String> CONDITIONS = Set.of("assert", "require");

    @TestFactory
    Stream<DynamicTest> marksNothingThatLoads() {
        Stream<DynamicTest> inComposition = keys(COMPOSITION).stream()
                .filter(key -> !CONDITIONS.contains(key))
                .map(key -> DynamicTest.dynamicTest(
                        key,
                        () -> judge(
                                COMPOSITION.getJsonObject("properties").getJsonObject(key),
                                "output: 1\n",
                                key + ": %s\n")));
        JsonObject source = definition(COMPOSITION, "source");
        Stream<DynamicTest> inSource = keys(source).stream()
                .filter(key -> !CONDITIONS.contains(key))
                .flatMap(key -> Stream.of(
                                "sql: SELECT 1, ", "http: 'GET stub:/a', ", "forEach: [1], http: 'GET stub:/a', ", "")
                        .map(kind -> DynamicTest.dynamicTest(
                                kind + key,
                                () -> judge(
                                        source.getJsonObject("properties").getJsonObject(key),
                                        "output: 1\nroute: POST /x\n",
                                        "sources: { a: { " + kind + key + ": %s } }\n"))));
        return Stream.concat(inComposition, inSource);
    }

    private void judge(JsonObject property, String base, String written) {
        Stream<String> examples = property.getJsonArray("examples").stream()
                .map(example -> YamlText.flow(
                        example instanceof JsonObject object
                                ? object.getMap()
                                : example instanceof JsonArray array ? array.getList() : example));
        Stream.concat(SAMPLES.stream(), examples).forEach(sample -> {
            String composition = base + written.formatted(sample);
            if (loads(composition)) {
                assertTaken(composition);
            }
        });
    }

    private boolean loads(String composition) {
        try {
            return sources.load(List.of(new CompositionFile("a", "a.yaml", composition)))
                            .all()
                            .size()
                    == 1;
        } catch (InvalidCompositionsException e) {
            return false;
        }
    }

    private static void assertTaken(String composition) {
        OutputUnit output = validated(COMPOSITION, plain(composition));

        assertTrue(output.getValid(), () -> String.valueOf(output.getErrors()) + composition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sources: {}",
                "output: 1\nsurces: {}",
                "output: 1\ntimeout: soon",
                "output: 1\npartial: maybe",
                "output: 1\nsources: { a: { timeout: 1s } }",
                "output: 1\nsources: { a: { sql: SELECT 1, http: 'GET a:/b' } }",
                "output: 1\nsources: { a: { sql: SELECT 1, rows: two } }",
                "output: 1\nsources: { a: { sql: SELECT 1, retries: 11 } }",
                "output: 1\nsources: { a: { http: a:/b } }",
                "output: 1\nsources: { a: { http: { method: GET, path: /a } } }",
                "output: 1\nsources: { a: { http: 'GET a:/b', missing: 500 } }",
                "output: 1\nsources: { a-b: { http: 'GET a:/b' } }",
                "output: 1\nassert: [{ status: 400 }]",
            })
    void refusesWhatDoesNotLoad(String composition) {
        CompositionFile file = new CompositionFile("a", "a.yaml", composition);

        assertThrows(InvalidCompositionsException.class, () -> sources.load(List.of(file)));
        assertFalse(validated(COMPOSITION, plain(composition)).getValid());
    }

    @Test
    void takesTheCasesOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("src/doc/commands.md"));
        String cases = page.substring(page.indexOf("cases:"), page.indexOf("```", page.indexOf("cases:")));

        OutputUnit output = validated(TEST, plain(cases));

        assertTrue(output.getValid(), () -> String.valueOf(output.getErrors()));
        assertFalse(validated(TEST, plain("cases: [{ nme: x }]")).getValid());
    }
}
