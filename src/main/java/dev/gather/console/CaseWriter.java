package dev.gather.console;

import dev.gather.cli.RecordedFile;
import dev.gather.composition.CompositionFile;
import dev.gather.rehearsal.Recording;
import dev.gather.rehearsal.Rehearsal;
import dev.gather.rehearsal.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run as a case into the test file beside its composition.
 *
 * @param folders the configured folders with compositions
 * @param resources the folder in which the application's own and the demo's compositions are written
 */
record CaseWriter(Rehearsal rehearsal, List<Path> folders, Path resources) {
    /**
     * Adds a case. Runs the test, so that it takes a moment.
     *
     * @param name the case's name; if blank it gets a number
     * @return a JSON object: the file, the name, and what comes of the case otherwise than of the run
     * @throws IllegalArgumentException if no case can be made of the run
     * @throws dev.gather.cli.UnusableException if the file cannot be read or written
     */
    Map<String, @Nullable Object> add(Ran ran, String name) {
        check(ran);
        Ran.Subject subject = ran.subject();
        RecordedFile file = file(subject.file());
        Recording.Executed executed = new Recording.Executed(
                subject.file(), subject.order().input(), ran.line().recorder(), ran.result());
        Recording.Recorded recorded = new Recording(new Suite(rehearsal))
                .add(executed, file.text(), Optional.of(name.strip()).filter(given -> !given.isEmpty()));
        file.write(recorded.text());
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("file", file.path().toString());
        document.put("case", recorded.name());
        document.put("differences", recorded.differences());
        return document;
    }

    private static void check(Ran ran) {
        if (!ran.subject().order().request().isEmpty()) {
            throw new IllegalArgumentException(
                    "a case of a run with headers or claims is written by hand, with request in place of input");
        }
        ran.unasked().ifPresent(source -> {
            throw new IllegalArgumentException("'" + source
                    + "' had a kept answer, which no test can give: forget kept answers, and run it again");
        });
    }

    private RecordedFile file(CompositionFile composition) {
        Path written = resources.resolve(composition.path());
        boolean own = Files.isRegularFile(written);
        CompositionFile found =
                own ? new CompositionFile(composition.name(), written.toString(), composition.text()) : composition;
        List<Path> places = new ArrayList<>(folders);
        if (own) {
            places.add(written.getParent());
        }
        return RecordedFile.beside(found, places)
                .orElseThrow(() -> new IllegalArgumentException(
                        composition.path() + " is in no folder of this project: copy it into one first"));
    }
}
