package dev.gather.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.catalog.CompositionFolders;
import dev.gather.composition.CompositionFile;
import dev.gather.golden.GoldenCase;
import dev.gather.lock.Lock;
import dev.gather.lock.LockFile;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlText;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The documents of compositions: those in {@code src/test/resources/openapi} have the compositions and the document that comes
 * of them, and a public validator finds nothing wrong with any.
 */
@QuarkusTest
class OpenApiTest {
    private static final Path CASES = Path.of("src/test/resources/openapi");
    private static final Path DEMO = Path.of("src/main/resources/demo/compositions");
    private static final Settings FOR_API_GATEWAY = new Settings(
            Dialect.V3_0,
            "Shop",
            "7",
            List.of("https://shop.example"),
            Optional.of(new LambdaFunction("${Gather.Arn}")));

    /** What the validator misses that only the API's owner knows, and paths of which the literal one wins. */
    private static final Set<String> ACCEPTED =
            Set.of("info-license", "no-ambiguous-paths", "no-unused-components at #/components/headers");

    @Inject
    Documents documents;

    /** Compositions and the document that is made of them. */
    private record Case(String name, YamlMap content) {
        static List<Case> all() {
            try (Stream<Path> files = Files.list(CASES)) {
                return files.sorted().map(Case::read).toList();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Case read(Path file) {
            try {
                Problems problems = new Problems();
                YamlMap content = (YamlMap) new YamlReader(file.toString(), Files.readString(file), problems)
                        .read()
                        .orElseThrow(() ->
                                new IllegalArgumentException(problems.all().toString()));
                return new Case(file.getFileName().toString(), content);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        List<CompositionFile> files() {
            List<CompositionFile> files = new ArrayList<>();
            ((YamlMap) content.get("compositions"))
                    .plainMap()
                    .forEach((name, text) -> files.add(new CompositionFile(name, name + ".yaml", (String) text)));
            return files;
        }

        Lock lock() {
            return content.get("lock") == null
                    ? Lock.NONE
                    : LockFile.read(
                            "gather.lock.yaml", (String) content.get("lock").plain(), new Problems());
        }

        Settings settings() {
            return content.get("version") == null ? Settings.DEFAULT : FOR_API_GATEWAY;
        }
    }

    @TestFactory
    Stream<DynamicTest> describesRoutes() {
        return Case.all().stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    Map<String, Object> document = documents.of(each.files(), each.lock(), each.settings());

                    assertEquals(YamlText.of(each.content().get("document").plain()), YamlText.of(document));
                }));
    }

    @Test
    void writesTheSameDocumentAgain() {
        Case any = Case.all().get(0);

        assertEquals(
                YamlText.of(documents.of(any.files(), any.lock(), Settings.DEFAULT)),
                YamlText.of(documents.of(any.files(), any.lock(), Settings.DEFAULT)));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:lambda:eu-west-1:123456789012:function:gather, "
                + "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
                + "arn:aws:lambda:eu-west-1:123456789012:function:gather/invocations",
        "arn:aws-cn:lambda:cn-north-1:123456789012:function:gather:live, "
                + "arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/"
                + "arn:aws-cn:lambda:cn-north-1:123456789012:function:gather:live/invocations"
    })
    void namesTheFunctionAsApiGatewayDoes(String arn, String uri) {
        assertEquals(uri, new LambdaFunction(arn).integration().get("uri"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gather", "arn:aws:s3:::bucket", "arn:aws:lambda:eu-west-1:1:function:f"})
    void refusesWhatIsNoFunction(String name) {
        assertThrows(IllegalArgumentException.class, () -> new LambdaFunction(name));
    }

    @TestFactory
    Stream<DynamicTest> satisfiesAPublicValidator() {
        Stream<Api> shown = Stream.of(
                new Api("demo", CompositionFolders.read(DEMO, DEMO.toString()), Lock.NONE),
                new Api("golden", golden(), Lock.NONE));
        Stream<Api> cases = Case.all().stream().map(each -> new Api(each.name(), each.files(), each.lock()));
        return Stream.concat(shown, cases).flatMap(api -> Stream.of(Settings.DEFAULT, FOR_API_GATEWAY)
                .map(settings ->
                        DynamicTest.dynamicTest(api.name() + " " + settings.dialect(), () -> validate(api, settings))));
    }

    private static List<CompositionFile> golden() {
        return GoldenCase.all().stream()
                .filter(golden -> golden.problems().isEmpty())
                // Its schema is senseless, so that it takes too long.
                .filter(golden -> !golden.name().equals("input-takes-too-long"))
                .map(golden -> new CompositionFile(golden.name(), golden.name() + ".yaml", routed(golden)))
                .toList();
    }

    private static String routed(GoldenCase golden) {
        return golden.composition().contains("route:")
                ? golden.composition()
                : "route: POST /golden/" + golden.name() + "\n" + golden.composition();
    }

    private record Api(String name, List<CompositionFile> files, Lock lock) {}

    private void validate(Api api, Settings settings) throws IOException, InterruptedException {
        String name = api.name().replace(".yaml", "") + "-" + settings.dialect() + ".yaml";
        Path file = Path.of("target", "openapi", name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, YamlText.of(documents.of(api.files(), api.lock(), settings)));

        List<String> problems = Redocly.problems(file).stream()
                .filter(problem -> ACCEPTED.stream().noneMatch(problem::contains))
                .toList();

        assertEquals(List.of(), problems);
    }
}
