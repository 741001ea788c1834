package dev.gather.cli;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.Source;
import dev.gather.lock.Lock;
import dev.gather.lock.LockFile;
import dev.gather.source.Learnt;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The folders whose lock files a check writes. */
final class LockFolders {
    private final List<Path> folders;
    private final List<CompositionFile> files;

    /** @param files the files that were read from the folders, and maybe others */
    LockFolders(List<Path> folders, List<CompositionFile> files) {
        this.folders = folders;
        this.files = files;
    }

    /**
     * Writes what is known of the sources that there are beside their compositions. A file is only written if it changes, and
     * removed if nothing is known any more.
     *
     * @param said where each file that is written is named
     * @throws UnusableException if a file cannot be written
     */
    void write(Collection<Composition> compositions, Lock lock, PrintWriter said) {
        for (Path folder : folders) {
            Lock part = Lock.NONE;
            for (Composition composition : compositions) {
                if (isIn(folder, composition)) {
                    part = with(part, composition, lock);
                }
            }
            write(folder.resolve(LockFile.NAME), part, said);
        }
    }

    private boolean isIn(Path folder, Composition composition) {
        return files.stream()
                .filter(file -> file.name().equals(composition.name()))
                .anyMatch(file -> folder.equals(Path.of(file.path()).getParent()));
    }

    private static Lock with(Lock part, Composition composition, Lock lock) {
        Lock all = part;
        for (Source source : composition.steps().sources()) {
            Optional<Learnt> learnt =
                    lock.find(composition.name(), source.name()).filter(known -> isOfKind(known, source));
            if (learnt.isPresent()) {
                all = all.with(composition.name(), source.name(), learnt.get());
            }
        }
        return all;
    }

    /** What was learnt of rows says nothing of a source that has become an HTTP call, nor the other way round. */
    private static boolean isOfKind(Learnt learnt, Source source) {
        return source.retrieval().call().hasStatus()
                ? learnt.row().isEmpty()
                : learnt.answers().isEmpty();
    }

    private static void write(Path file, Lock lock, PrintWriter said) {
        try {
            Optional<String> known = Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
            String text = LockFile.text(lock);
            if (lock.compositions().isEmpty()) {
                Files.deleteIfExists(file);
            } else if (!known.equals(Optional.of(text))) {
                Path part = Files.writeString(file.resolveSibling(LockFile.NAME + ".part"), text);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                said.println(file + " is written");
            }
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be written: check the permissions of its folder");
        }
    }
}
