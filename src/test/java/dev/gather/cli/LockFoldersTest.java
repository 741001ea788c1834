package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gather.catalog.CompositionFolders;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.http.HttpLoading;
import dev.gather.lock.Lock;
import dev.gather.lock.LockFile;
import dev.gather.source.Learnt;
import dev.gather.yaml.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each folder's lock file has what is known of the sources in it, and changes only if that does. */
class LockFoldersTest {
    private static final Learnt LEARNT = new Learnt("GET u:/a", Optional.empty(), Map.of("200", Map.of()));
    private static final Lock ALL = Lock.NONE
            .with("a", "s", LEARNT)
            .with("a", "gone", LEARNT)
            .with("b", "s", LEARNT)
            .with("gone", "s", LEARNT);

    private final CompositionLoader loader = HttpLoading.with(Map.of());

    @TempDir
    Path root;

    private final StringWriter said = new StringWriter();
    private Path one;
    private Path two;

    @BeforeEach
    void makeFolders() throws IOException {
        one = Files.createDirectory(root.resolve("one"));
        two = Files.createDirectory(root.resolve("two"));
        Files.writeString(one.resolve("a.yaml"), "sources: { s: { http: GET u:/a } }\noutput: '{% $s %}'\n");
        Files.writeString(two.resolve("b.yaml"), "sources: { s: { http: GET u:/a } }\noutput: '{% $s %}'\n");
    }

    private void write(Lock lock) {
        List<CompositionFile> files = List.of(one, two).stream()
                .flatMap(folder -> CompositionFolders.read(folder, folder.toString()).stream())
                .toList();
        new LockFolders(List.of(one, two), files).write(loader.load(files).all(), lock, new PrintWriter(said, true));
    }

    private static Lock written(Path folder) {
        return CompositionFolders.lock(folder, folder.toString(), new Problems());
    }

    @Test
    void haveWhatIsKnownOfTheirOwnSources() {
        write(ALL);

        assertEquals(Set.of("a"), written(one).compositions().keySet());
        assertEquals(Set.of("s"), written(one).compositions().get("a").keySet());
        assertEquals(Set.of("b"), written(two).compositions().keySet());
    }

    @Test
    void areLeftAloneIfNothingChanges() throws IOException {
        write(ALL);
        Path file = one.resolve(LockFile.NAME);
        FileTime before = FileTime.fromMillis(0);
        Files.setLastModifiedTime(file, before);

        write(ALL);

        assertEquals(before, Files.getLastModifiedTime(file));
        assertEquals(2, said.toString().lines().count());
    }

    @Test
    void forgetWhatWasLearntOfAnotherKindOfSource() {
        Learnt row = new Learnt("SELECT 1", Optional.of(Map.of("type", "object")), Map.of());
        write(ALL.with("a", "s", row));

        assertEquals(Set.of(), written(one).compositions().keySet());
    }

    @Test
    void loseTheFileOnceNothingIsKnown() {
        write(ALL);
        write(Lock.NONE.with("a", "s", LEARNT));

        assertEquals(Set.of("a"), written(one).compositions().keySet());
        assertFalse(Files.exists(two.resolve(LockFile.NAME)));
    }
}
