package dev.gather.contract;

import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.http.HttpLoading;
import dev.gather.source.Learnt;
import dev.gather.yaml.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The check of compositions against the documents in the tests' resources.
 *
 * @param settings the configuration
 */
record Checking(Map<String, String> settings) {
    static final Path FOLDER = Path.of("src/test/resources/contract");
    private static final String HEAD = "sources:\n  s:\n    http: ";
    private static final String OUTPUT = "\noutput: '{% $s %}'\n";

    /** Without any configuration. */
    static final Checking UNCONFIGURED = new Checking(Map.of());

    /** The findings in a source, whose key {@code http} is in the third line, each in a line without the file's name. */
    String findings(String document, String http) {
        return contracts(document, HEAD + http + OUTPUT).problems().stream()
                .sorted()
                .map(problem -> problem.severity() + " " + shown(problem, document))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(Problem problem, String document) {
        String path = problem.path().replaceFirst("^sources\\.s\\.http\\.?", "");
        return problem.position() + (path.isEmpty() ? "" : " " + path) + ": "
                + problem.message().replace(FOLDER.resolve(document).toString(), "it");
    }

    /** What was learnt of the source. */
    Optional<Map<String, Map<String, @Nullable Object>>> answers(String document, String http) {
        return contracts(document, HEAD + http + OUTPUT).checked().stream()
                .flatMap(source -> source.learnt().stream())
                .map(Learnt::answers)
                .findFirst();
    }

    Contracts contracts(String document, String composition) {
        ApiDocument read = OpenApiLibrary.reader().read(FOLDER.resolve(document));
        CompositionLoader loader = HttpLoading.with(settings);
        CompositionFile file = new CompositionFile("a", "a.yaml", composition);
        Compositions compositions = loader.load(List.of(file));
        Contracts contracts = new Contracts(Map.of("carrier", read), loader.kinds());
        compositions.all().forEach(each -> contracts.check(file, each));
        return contracts;
    }
}
