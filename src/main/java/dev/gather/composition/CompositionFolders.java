package dev.gather.composition;

import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds composition files: the YAML files that stand directly in a folder, in the order of their names. */
public final class CompositionFolders {
    private CompositionFolders() {}

    /**
     * Reads all compositions of a folder.
     *
     * @param folder the folder, in whatever file system
     * @param label the folder as the user knows it, for problems
     * @throws InvalidCompositionsException if it is not there or cannot be read
     */
    public static List<CompositionFile> read(Path folder, String label) {
        if (!Files.isDirectory(folder)) {
            throw broken(label, "there is no such folder", "create it or change gather.compositions");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(CompositionFolders::isComposition)
                    .sorted()
                    .map(file -> file(file, label))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw broken(label, "the folder cannot be read", "check its permissions");
        }
    }

    private static boolean isComposition(Path file) {
        String name = file.getFileName().toString();
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        return yaml && !name.startsWith(".") && !Files.isDirectory(file);
    }

    private static CompositionFile file(Path file, String label) {
        String fileName = file.getFileName().toString();
        String path = label + "/" + fileName;
        try {
            return new CompositionFile(fileName.substring(0, fileName.lastIndexOf('.')), path, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw broken(path, "the file is not UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            throw broken(path, "the file cannot be read", "check its permissions");
        }
    }

    private static InvalidCompositionsException broken(String path, String fault, String remedy) {
        return new InvalidCompositionsException(List.of(new Problem(path, Position.START, "", fault, remedy)));
    }
}
