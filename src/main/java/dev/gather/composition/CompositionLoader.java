package dev.gather.composition;

import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
import dev.gather.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and resolves compositions, and reports all their problems at once.
 *
 * @param kinds the kinds of source that compositions may use
 * @param stack makes the layers around the requests of a source
 */
public record CompositionLoader(List<SourceKind> kinds, FetchStack stack) {
    /**
     * Loads compositions.
     *
     * @param files their files; of several with the same name, the last is used
     * @throws InvalidCompositionsException with all problems of all files
     */
    public Compositions load(List<CompositionFile> files) {
        Map<String, CompositionFile> filesByName = new LinkedHashMap<>();
        files.forEach(file -> filesByName.put(file.name(), file));
        Problems problems = new Problems();
        CompositionReader reader = new CompositionReader(kinds, stack, problems);
        CompositionResolver resolver = new CompositionResolver(kinds, stack, problems);
        Map<String, Composition> compositions = new LinkedHashMap<>();
        for (CompositionFile file : filesByName.values()) {
            reader.read(file)
                    .flatMap(resolver::resolve)
                    .ifPresent(composition -> compositions.put(composition.name(), composition));
        }
        reportClashes(filesByName, new ArrayList<>(compositions.values()), problems);
        if (!problems.isEmpty()) {
            throw new InvalidCompositionsException(problems.all());
        }
        return new Compositions(compositions);
    }

    private static void reportClashes(
            Map<String, CompositionFile> files, List<Composition> compositions, Problems problems) {
        for (int i = 0; i < compositions.size(); i++) {
            for (Composition earlier : compositions.subList(0, i)) {
                Composition later = compositions.get(i);
                if (clash(earlier.endpoint().route(), later.endpoint().route())) {
                    String fault = "the route " + later.endpoint().route().get()
                            + " matches the same requests as that of '" + earlier.name() + "'";
                    String file = files.get(later.name()).path();
                    problems.add(new Problem(file, Position.START, "route", fault, "change one of them"));
                }
            }
        }
    }

    private static boolean clash(Optional<Route> earlier, Optional<Route> later) {
        return earlier.isPresent() && later.isPresent() && earlier.get().clashesWith(later.get());
    }
}
