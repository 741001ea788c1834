package dev.gather.catalog;

import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.lock.Lock;
import dev.gather.lock.LockFile;
import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads composition files: the YAML files directly in a folder, ordered by name, but for those with tests and what was learnt of sources. Only regular files of up to 1 MB are read.
 * Symbolic links are followed within the folder, since Kubernetes mounts a ConfigMap with such links; one that leads out of
 * the folder is a problem.
 */
public final class CompositionFolders {
    private static final int MAX_BYTES = 1 << 20;
    private static final String TEST = ".test";

    private CompositionFolders() {}

    /**
     * Reads all compositions of a folder.
     *
     * @param folder the folder, in any file system
     * @param label the folder's name in problems
     * @throws InvalidCompositionsException if the folder, or any of the files, cannot be read
     */
    public static List<CompositionFile> read(Path folder, String label) {
        return read(folder, label, name -> !isTest(name) && !name.equals(LockFile.NAME));
    }

    /**
     * Reads what has been learnt of the sources of a folder's compositions.
     *
     * @param problems where the problems of the file are noted
     * @return {@link Lock#NONE} if the folder has no such file
     * @throws InvalidCompositionsException if the file cannot be read
     */
    public static Lock lock(Path folder, String label, Problems problems) {
        return read(folder, label, LockFile.NAME::equals).stream()
                .map(file -> LockFile.read(file.path(), file.text(), problems))
                .findFirst()
                .orElse(Lock.NONE);
    }

    /**
     * Reads what has been learnt of the sources of several folders; of a composition with the same name the last counts.
     *
     * @throws InvalidCompositionsException if such a file cannot be read, or has a problem
     */
    public static Lock lock(List<Path> folders) {
        Problems problems = new Problems();
        Lock lock = lock(folders, problems);
        if (problems.hasErrors()) {
            throw new InvalidCompositionsException(problems.all(Severity.ERROR));
        }
        return lock;
    }

    /**
     * The same.
     *
     * @param problems where the problems of the files are noted
     * @throws InvalidCompositionsException if such a file cannot be read
     */
    public static Lock lock(List<Path> folders, Problems problems) {
        Lock lock = Lock.NONE;
        for (Path folder : folders) {
            lock = lock.with(lock(folder, folder.toString(), problems));
        }
        return lock;
    }

    /**
     * Reads those compositions of a folder that can be read.
     *
     * @param unreadable takes the problems of the others
     */
    public static List<CompositionFile> readable(Path folder, String label, Consumer<Problem> unreadable) {
        return read(folder, label, name -> !isTest(name) && !name.equals(LockFile.NAME), unreadable);
    }

    /**
     * Reads all files with tests of compositions in a folder, {@code name.test.yaml}.
     *
     * @return the files, each with the name of its composition; see {@link #read(Path, String)}
     */
    public static List<CompositionFile> tests(Path folder, String label) {
        return read(folder, label, CompositionFolders::isTest).stream()
                .map(file -> new CompositionFile(
                        file.name().substring(0, file.name().length() - TEST.length()), file.path(), file.text()))
                .toList();
    }

    private static boolean isTest(String fileName) {
        return fileName.substring(0, fileName.lastIndexOf('.')).endsWith(TEST);
    }

    private static List<CompositionFile> read(Path folder, String label, Predicate<String> chosen) {
        List<Problem> problems = new ArrayList<>();
        List<CompositionFile> files = read(folder, label, chosen, problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidCompositionsException(problems);
        }
        return files;
    }

    private static List<CompositionFile> read(
            Path folder, String label, Predicate<String> chosen, Consumer<Problem> unreadable) {
        if (!Files.isDirectory(folder)) {
            throw broken(new Fault("no such folder", "create it or change gather.compositions").in(label));
        }
        List<CompositionFile> files = new ArrayList<>();
        for (Path file : files(folder, label, chosen)) {
            String fileName = file.getFileName().toString();
            String path = label + "/" + fileName;
            try {
                files.add(new CompositionFile(
                        fileName.substring(0, fileName.lastIndexOf('.')), path, text(file, folder)));
            } catch (Fault fault) {
                unreadable.accept(fault.in(path));
            }
        }
        return List.copyOf(files);
    }

    private static List<Path> files(Path folder, String label, Predicate<String> chosen) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(CompositionFolders::isYaml)
                    .filter(file -> chosen.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw broken(new Fault("the folder cannot be read", "check its permissions").in(label));
        }
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        return yaml && !name.startsWith(".") && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static String text(Path file, Path folder) throws Fault {
        try {
            Path real = target(file, folder);
            if (!Files.isRegularFile(real)) {
                throw new Fault("not a regular file, but for example a folder, a pipe or a device", "remove it");
            }
            ByteBuffer bytes = ByteBuffer.wrap(bytes(real));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Fault("the file is not UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            throw new Fault("the file cannot be read", "check its permissions");
        }
    }

    /** The file with its symbolic links resolved. */
    private static Path target(Path file, Path folder) throws Fault, IOException {
        Path real;
        try {
            real = file.toRealPath();
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new Fault("the symbolic link's target does not exist", "fix or remove the link");
        }
        if (!real.startsWith(folder.toRealPath())) {
            throw new Fault("the symbolic link leads out of the folder", "replace it with the file itself");
        }
        return real;
    }

    /** Reads at most 1 MB, whatever size the file system reports. */
    private static byte[] bytes(Path file) throws Fault, IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Fault("the file is larger than 1 MB", "split it");
            }
            return bytes;
        }
    }

    private static InvalidCompositionsException broken(Problem problem) {
        return new InvalidCompositionsException(List.of(problem));
    }

    /** Why a file or folder cannot be read, and the remedy. */
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        private final String fault;
        private final String remedy;

        Fault(String fault, String remedy) {
            super(fault, null, false, false);
            this.fault = fault;
            this.remedy = remedy;
        }

        Problem in(String path) {
            return new Problem(ProblemCode.UNREADABLE_FILE, path, Position.START, "", fault, remedy);
        }
    }
}
