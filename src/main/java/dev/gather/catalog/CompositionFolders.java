package dev.gather.catalog;

import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
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
import java.util.stream.Stream;

/**
 * Finds composition files: the YAML files that stand directly in a folder, in the order of their names. Only regular
 * files of up to 1 MB are read. A symbolic link is followed within the folder, as Kubernetes lays out a mounted ConfigMap;
 * one that leads out of it is a problem.
 */
public final class CompositionFolders {
    private static final int MAX_BYTES = 1 << 20;

    private CompositionFolders() {}

    /**
     * Reads all compositions of a folder.
     *
     * @param folder the folder, in whatever file system
     * @param label the folder as the user knows it, for problems
     * @throws InvalidCompositionsException with every file that cannot be read, or if the folder cannot be
     */
    public static List<CompositionFile> read(Path folder, String label) {
        if (!Files.isDirectory(folder)) {
            throw broken(new Fault("there is no such folder", "create it or change gather.compositions").in(label));
        }
        List<CompositionFile> files = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : compositions(folder, label)) {
            String fileName = file.getFileName().toString();
            String path = label + "/" + fileName;
            try {
                files.add(new CompositionFile(
                        fileName.substring(0, fileName.lastIndexOf('.')), path, text(file, folder)));
            } catch (Fault fault) {
                problems.add(fault.in(path));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidCompositionsException(problems);
        }
        return List.copyOf(files);
    }

    private static List<Path> compositions(Path folder, String label) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(CompositionFolders::isComposition).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw broken(new Fault("the folder cannot be read", "check its permissions").in(label));
        }
    }

    private static boolean isComposition(Path file) {
        String name = file.getFileName().toString();
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        return yaml && !name.startsWith(".") && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static String text(Path file, Path folder) throws Fault {
        try {
            Path real = target(file, folder);
            if (!Files.isRegularFile(real)) {
                throw new Fault(
                        "it is not a file but something else, such as a folder, a pipe or a device", "remove it");
            }
            ByteBuffer bytes = ByteBuffer.wrap(bytes(real));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Fault("the file is not UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            throw new Fault("the file cannot be read", "check its permissions");
        }
    }

    /** The file itself, behind its symbolic links. */
    private static Path target(Path file, Path folder) throws Fault, IOException {
        Path real;
        try {
            real = file.toRealPath();
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new Fault("the symbolic link leads nowhere", "mend or remove it");
        }
        if (!real.startsWith(folder.toRealPath())) {
            throw new Fault("the symbolic link leads out of the folder", "put the file itself there");
        }
        return real;
    }

    /** Reads no more than is allowed, whatever size the file system tells. */
    private static byte[] bytes(Path file) throws Fault, IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Fault("the file has more than 1 MB", "divide it");
            }
            return bytes;
        }
    }

    private static InvalidCompositionsException broken(Problem problem) {
        return new InvalidCompositionsException(List.of(problem));
    }

    /** Why a file or folder cannot be read, and what to do. */
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        private final String remedy;

        Fault(String fault, String remedy) {
            super(fault, null, false, false);
            this.remedy = remedy;
        }

        Problem in(String path) {
            return new Problem(path, Position.START, "", getMessage(), remedy);
        }
    }
}
