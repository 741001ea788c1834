package dev.gather.cli;

import dev.gather.catalog.CompositionFolders;
import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Parameters;

/** The folders that a command was given, or those that are configured. */
final class Folders {
    @Parameters(paramLabel = "folder", description = "Folders with compositions. By default those that are configured.")
    List<Path> given = List.of();

    /** All of them; each is there and can be read. */
    List<Path> all(CompositionSources sources) {
        List<Path> all = given.isEmpty() ? sources.folders() : given;
        all.forEach(Folders::require);
        return all;
    }

    /**
     * The composition files in them, and without a folder those of the application, too.
     *
     * @throws InvalidCompositionsException if one cannot be read
     */
    List<CompositionFile> files(CompositionSources sources) {
        List<Problem> unreadable = new ArrayList<>();
        List<CompositionFile> files = readable(sources, unreadable::add);
        if (!unreadable.isEmpty()) {
            throw new InvalidCompositionsException(unreadable);
        }
        return files;
    }

    /**
     * The composition files that can be read.
     *
     * @param problems is told why others cannot
     */
    List<CompositionFile> readable(CompositionSources sources, Consumer<Problem> problems) {
        List<Path> all = all(sources);
        if (given.isEmpty()) {
            return sources.files(problems);
        }
        List<CompositionFile> files = new ArrayList<>();
        all.forEach(folder -> files.addAll(CompositionFolders.readable(folder, folder.toString(), problems)));
        return files;
    }

    private static void require(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnusableException(folder + " is not a folder");
        }
        if (!Files.isReadable(folder)) {
            throw new UnusableException(folder + " cannot be read: check its permissions");
        }
    }
}
