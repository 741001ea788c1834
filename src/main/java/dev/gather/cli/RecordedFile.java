package dev.gather.cli;

import dev.gather.composition.CompositionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The test file that a case is recorded in.
 *
 * @param path where it is
 */
public record RecordedFile(Path path) {
    private static final List<String> ENDINGS = List.of(".test.yaml", ".test.yml");

    /**
     * The file beside a composition, or the one that is named.
     *
     * @param folders the folders that have compositions
     * @param named its path; empty if none is named
     */
    static RecordedFile of(CompositionFile composition, List<Path> folders, Path named) {
        List<String> names = names(composition);
        if (!named.toString().isEmpty()) {
            if (!names.contains(String.valueOf(named.getFileName()))) {
                throw new UnusableException(
                        "'" + named + "' is no test file of this composition: its name is " + names.get(0));
            }
            return new RecordedFile(named);
        }
        return beside(composition, folders)
                .orElseThrow(() -> new UnusableException("'" + composition.name()
                        + "' is one of the application's own compositions: name a file, --record="
                        + names.get(0)));
    }

    /**
     * The file beside a composition; empty if it is in none of these folders.
     *
     * @param folders the folders that have compositions
     */
    public static Optional<RecordedFile> beside(CompositionFile composition, List<Path> folders) {
        List<String> names = names(composition);
        Path own = Path.of(composition.path());
        return folders.stream()
                .filter(known -> known.equals(own.getParent()))
                .findFirst()
                .map(folder -> new RecordedFile(names.stream()
                        .map(folder::resolve)
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(folder.resolve(names.get(0)))));
    }

    private static List<String> names(CompositionFile composition) {
        return ENDINGS.stream().map(ending -> composition.name() + ending).toList();
    }

    /**
     * Its text; empty if it is not there.
     *
     * @throws UnusableException if it cannot be read
     */
    public Optional<String> text() {
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw new UnusableException(path + " cannot be read");
        }
    }

    /**
     * Replaces its text.
     *
     * @throws UnusableException if it cannot be written
     */
    public void write(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UnusableException(path + " cannot be written");
        }
    }
}
