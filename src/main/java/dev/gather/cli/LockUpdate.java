package dev.gather.cli;

import dev.gather.catalog.CompositionFolders;
import dev.gather.cli.DatabaseCheck.Described;
import dev.gather.composition.CompositionFile;
import dev.gather.lock.Lock;
import dev.gather.lock.LockFile;
import dev.gather.source.Learnt;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what was learnt of sources into the lock files of their folders: it replaces what was learnt of them before, and what
 * was learnt of sources that are gone is removed.
 *
 * @param answers what was learnt
 */
record LockUpdate(DatabaseCheck.Answers answers) {
    /**
     * Writes the files whose content changes.
     *
     * @param said where each of them is named
     * @throws UnusableException if one cannot be written
     */
    void write(List<Path> folders, PrintWriter said) {
        for (Path folder : folders) {
            Lock known = CompositionFolders.lock(folder, folder.toString(), new Problems());
            Lock updated = updated(known, CompositionFolders.read(folder, folder.toString()));
            if (!updated.equals(known)) {
                write(folder.resolve(LockFile.NAME), LockFile.text(updated));
                said.println(folder.resolve(LockFile.NAME) + " is written");
            }
        }
    }

    private Lock updated(Lock known, List<CompositionFile> files) {
        Lock updated = Lock.NONE;
        for (CompositionFile file : files) {
            for (String source : sources(file)) {
                Optional<Learnt> learnt = learnt(file, source)
                        .or(() -> known.find(file.name(), source).filter(before -> isKept(file, before)));
                if (learnt.isPresent()) {
                    updated = updated.with(file.name(), source, learnt.get());
                }
            }
        }
        return updated;
    }

    /** Whether nobody was asked about it now: it was learnt of another kind of source, or of a composition that is not used. */
    private boolean isKept(CompositionFile file, Learnt before) {
        return !before.answers().isEmpty() || answers.described().stream().noneMatch(each -> isOf(each, file));
    }

    private static boolean isOf(Described described, CompositionFile file) {
        return described.file().path().equals(file.path());
    }

    private static Set<String> sources(CompositionFile file) {
        return file.parsed()
                .document()
                .filter(YamlMap.class::isInstance)
                .flatMap(root -> Optional.ofNullable(((YamlMap) root).get("sources")))
                .filter(YamlMap.class::isInstance)
                .map(sources -> ((YamlMap) sources).entries().keySet())
                .orElse(Set.of());
    }

    private Optional<Learnt> learnt(CompositionFile file, String source) {
        return answers.described().stream()
                .filter(each -> each.source().equals(source) && isOf(each, file))
                .map(Described::learnt)
                .findFirst();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be written");
        }
    }
}
