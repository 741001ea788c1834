package dev.gather.cli;

import dev.gather.catalog.CompositionFolders;
import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.lock.Lock;
import dev.gather.yaml.Problem;
import dev.gather.yaml.Problems;
import dev.gather.yaml.Severity;
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

    /**
     * What was learnt of the sources, from the files in the folders; the last one wins, as with compositions.
     *
     * @param problems where the problems of these files are noted
     */
    Lock lock(CompositionSources sources, Problems problems) {
        Lock lock = Lock.NONE;
        for (Path folder : all(sources)) {
            lock = lock.with(CompositionFolders.lock(folder, folder.toString(), problems));
        }
        return lock;
    }

    /**
     * The same.
     *
     * @throws InvalidCompositionsException if such a file has a problem
     */
    Lock lock(CompositionSources sources) {
        Problems problems = new Problems();
        Lock lock = lock(sources, problems);
        if (problems.hasErrors()) {
            throw new InvalidCompositionsException(problems.all(Severity.ERROR));
        }
        return lock;
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
