package dev.gather.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sbom}: the libraries that this program was built of, which the build wrote down, and their licences. */
@Command(
        name = "sbom",
        description = "Prints the software bill of materials: the libraries of this program, in CycloneDX's JSON.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it is printed", "2:the program was built without it"})
final class Sbom implements Callable<Integer> {
    private static final String RESOURCE = "META-INF/sbom/gather.cdx.json";

    @Option(
            names = "--licenses",
            description = "Prints a line for each library instead: its name, its version, and its licences.")
    boolean licenses;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String document = PackagedText.of(RESOURCE)
                .orElseThrow(() -> new UnusableException(
                        "this program was built without " + RESOURCE + ", which only ./mvnw package writes"));
        PrintWriter out = spec.commandLine().getOut();
        if (licenses) {
            lines(document).forEach(out::println);
        } else {
            out.print(document);
        }
        out.flush();
        return 0;
    }

    private static List<String> lines(String document) throws IOException {
        return elements(new ObjectMapper().readTree(document).path("components"))
                .map(library -> "%s:%s %s  %s"
                        .formatted(
                                library.path("group").asText(),
                                library.path("name").asText(),
                                library.path("version").asText(),
                                licenses(library)))
                .sorted()
                .toList();
    }

    /** Whoever uses a library chooses one of them. */
    private static String licenses(JsonNode library) {
        return elements(library.path("licenses"))
                .map(each -> each.path("license"))
                .map(license -> license.path("id").asText(license.path("name").asText()))
                .collect(Collectors.joining(" or "));
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
