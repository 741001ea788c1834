package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.cli.ProblemsPage.Section;
import dev.gather.failure.Failure;
import dev.gather.failure.Verdict;
import dev.gather.web.ProblemDocument;
import dev.gather.yaml.ProblemCode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of problems has each code, no other, and only examples that really have that problem. */
@QuarkusTest
class ProblemsPageTest {
    /** An example of these needs a backend, or a build, that the tests do not have. */
    private static final Set<String> WITHOUT_LINES = Set.of("not-in-build", "pinned-connection");

    /** In the tests, where tools are on, nearly every example has it. */
    private static final String NO_DESCRIPTION = ProblemCode.INCOMPLETE_TOOL.toString();

    private static final Set<String> OF_COMPOSITIONS =
            Arrays.stream(ProblemCode.values()).map(ProblemCode::toString).collect(Collectors.toSet());

    private static final Map<String, String> UPSTREAMS = Map.of(
            "gather.upstreams.carrier.url", "http://127.0.0.1:1",
            "gather.upstreams.data.url", "http://127.0.0.1:1",
            "gather.upstreams.offers.url", "http://127.0.0.1:1");

    @Inject
    Workplace workplace;

    @Test
    void hasEachCodeOnce() throws Exception {
        List<String> explained =
                ProblemsPage.sections().stream().map(Section::code).sorted().toList();

        assertEquals(List.copyOf(codes()), explained);
    }

    /** All names by which problems and failures are known: to authors, in fallbacks and reports, and to callers. */
    private static Set<String> codes() {
        Set<String> codes = new TreeSet<>(OF_COMPOSITIONS);
        for (Failure.Code code : Failure.Code.values()) {
            assertTrue(codes.add(code.toString()), code + " is the name of two things");
        }
        for (Failure.Code code : Failure.Code.values()) {
            String type = type(ProblemDocument.of(Failure.of(code, "")));
            assertFalse(OF_COMPOSITIONS.contains(type), type + " is the name of two things");
            codes.add(type);
        }
        Arrays.stream(Verdict.values()).map(Verdict::toString).forEach(codes::add);
        return codes;
    }

    private static String type(Map<String, Object> document) {
        return String.valueOf(document.get("type")).replace("urn:gather:problem:", "");
    }

    @ParameterizedTest
    @MethodSource("dev.gather.cli.ProblemsPage#sections")
    void showsExamplesThatHaveTheProblem(Section section, @TempDir Path place) throws Exception {
        write(section, place);
        if (WITHOUT_LINES.contains(section.code())) {
            assertEquals(List.of(), section.lines());
        } else if (OF_COMPOSITIONS.contains(section.code())) {
            checkProblem(section, place);
        } else if (section.tests().isEmpty()) {
            checkDocument(section);
        } else {
            checkCases(section, place);
        }
    }

    /** Files stand beside the compositions, but for those that are said to be elsewhere. */
    private static void write(Section section, Path place) throws Exception {
        Path compositions = Files.createDirectory(place.resolve("compositions"));
        for (Map.Entry<String, String> file : section.files().entrySet()) {
            Path path = (file.getKey().contains("/") ? place : compositions).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        for (String script : section.blocks("sh")) {
            Process shell = new ProcessBuilder("sh", "-c", script)
                    .directory(compositions.toFile())
                    .inheritIO()
                    .start();
            assertEquals(0, shell.waitFor(), script);
        }
    }

    private void checkProblem(Section section, Path place) throws IOException {
        Set<String> found = new TreeSet<>(section.tests().isEmpty() ? checked(section, place) : told(section, place));

        assertEquals(String.join("\n", section.lines()), String.join("\n", found));
        assertFalse(found.isEmpty(), "an example");
        for (String line : found) {
            assertTrue(line.endsWith(" [" + section.code() + "]"), line);
        }
    }

    /** What {@code check} finds, as lines of the log. */
    private List<String> checked(Section section, Path place) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--format", "json"));
        arguments.add(place.resolve("compositions").toString());
        List.of("--plan", "--db").stream()
                .filter(option -> section.text().contains("check " + option + "`"))
                .forEach(arguments::add);
        if (Files.exists(place.resolve("openapi"))) {
            arguments.addAll(List.of("--openapi", "carrier=" + place.resolve("openapi/carrier.yaml")));
        }
        CommandRun ran = workplace.check(settings(section), arguments);
        JsonArray problems = new JsonObject(ran.output()).getJsonArray("problems");
        return problems.stream()
                .map(JsonObject.class::cast)
                .filter(problem ->
                        section.code().equals(NO_DESCRIPTION) || !NO_DESCRIPTION.equals(problem.getString("code")))
                .map(problem -> line(problem).replace(place + "/", ""))
                .toList();
    }

    private static String line(JsonObject problem) {
        assertEquals("problems.md#" + problem.getString("code"), problem.getString("help"));
        String path = problem.getString("path").isEmpty() ? "" : " " + problem.getString("path");
        String remedy = problem.getString("remedy").isEmpty() ? "" : ", " + problem.getString("remedy");
        return problem.getString("file") + ":" + problem.getInteger("line") + ":" + problem.getInteger("column") + path
                + ": " + problem.getString("fault") + remedy + " [" + problem.getString("code") + "]";
    }

    /** The configuration that a section shows, beside upstreams that examples call. */
    private static Map<String, String> settings(Section section) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(UPSTREAMS);
        for (String block : section.blocks("properties")) {
            Properties properties = new Properties();
            properties.load(new StringReader(block));
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        }
        return settings;
    }

    /** What {@code test} says of files that it cannot use. */
    private List<String> told(Section section, Path place) throws IOException {
        CommandRun ran = workplace.test(settings(section), place.resolve("compositions"));
        assertEquals(Commands.USAGE, ran.status(), ran.output());
        return ran.error()
                .lines()
                .filter(line -> line.endsWith("]"))
                .map(line -> line.replaceFirst("error: ", "").replace(place + "/", ""))
                .toList();
    }

    private void checkCases(Section section, Path place) throws IOException {
        CommandRun ran = workplace.test(settings(section), place.resolve("compositions"));

        assertEquals(0, ran.status(), ran.output() + ran.error());
        Pattern expected = Pattern.compile("(output|type): .*\\b" + section.code() + "\\b");
        assertTrue(
                section.code().equals("output")
                        || section.tests().stream()
                                .anyMatch(test -> expected.matcher(test).find()),
                section.code() + " is not what is expected");
    }

    /** A document that no case can show is at least what it would be. */
    private static void checkDocument(Section section) {
        assertEquals(1, section.blocks("json").size(), "an example");
        JsonObject shown = new JsonObject(section.blocks("json").get(0));
        Failure.Code code = Arrays.stream(Failure.Code.values())
                .filter(each -> section.code().equals(each.toString())
                        || section.code().equals(type(ProblemDocument.of(Failure.of(each, "")))))
                .findFirst()
                .orElseThrow();

        assertEquals(new JsonObject(ProblemDocument.of(Failure.of(code, shown.getString("detail")))), shown);
    }
}
