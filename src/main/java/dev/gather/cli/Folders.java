package dev.gather.cli;

import dev.gather.catalog.CompositionFolders;
import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.lock.Lock;
import dev.gather.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Folders that a command was given. */
final class Folders {
    private Folders() {}

    /** The composition files of folders; those of the configured places if none is named. */
    static List<CompositionFile> files(List<Path> folders, CompositionSources sources) {
        if (folders.isEmpty()) {
            sources.folders().forEach(Folders::require);
            return sources.files();
        }
        List<CompositionFile> files = new ArrayList<>();
        for (Path folder : folders) {
            require(folder);
            files.addAll(CompositionFolders.read(folder, folder.toString()));
        }
        return files;
    }

    /** The same files, as far as they can be read; why others cannot is noted. */
    static List<CompositionFile> readable(List<Path> folders, CompositionSources sources, Problems problems) {
        if (folders.isEmpty()) {
            sources.folders().forEach(Folders::require);
            return sources.files(problems::add);
        }
        List<CompositionFile> files = new ArrayList<>();
        for (Path folder : folders) {
            require(folder);
            files.addAll(CompositionFolders.readable(folder, folder.toString(), problems::add));
        }
        return files;
    }

    /**
     * What was learnt of the sources, from the files in the folders; the last one wins, as with compositions.
     *
     * @param problems where the problems of these files are noted
     */
    static Lock lock(List<Path> folders, CompositionSources sources, Problems problems) {
        Lock lock = Lock.NONE;
        for (Path folder : folders.isEmpty() ? sources.folders() : folders) {
            lock = lock.with(CompositionFolders.lock(folder, folder.toString(), problems));
        }
        return lock;
    }

    /** Makes sure that a folder is there and can be read. */
    static void require(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnusableException(folder + " is not a folder");
        }
        if (!Files.isReadable(folder)) {
            throw new UnusableException(folder + " cannot be read: check its permissions");
        }
    }
}
