package dev.gather.peers;

import dev.gather.packaged.FunctionZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A function that is measured.
 *
 * @param name as in the table
 * @param command its program and arguments
 * @param folder where it runs
 */
record Function(String name, List<String> command, Path folder) {
    /** To which all others are compared. */
    static final String REFERENCE = "go";

    private static final Path TARGET = Path.of("target", "peers").toAbsolutePath();
    private static final Path BUILD = Path.of("src", "bench", "peers", "build").toAbsolutePath();

    /**
     * Builds or unpacks a function.
     *
     * @param name {@code go}, {@code node} or {@code python}, or a zip or executable of Gather's
     */
    static Function of(String name) throws IOException, InterruptedException {
        Path folder = TARGET.resolve(name);
        return switch (name) {
            case "go" -> peer(name, folder.resolve("bootstrap").toString());
            case "node" -> peer(name, "node", "main.js");
            case "python" -> peer(name, "/usr/bin/python3", "main.py");
            default -> gather(Path.of(name).toAbsolutePath());
        };
    }

    private static Function peer(String name, String... command) throws IOException, InterruptedException {
        Process build = new ProcessBuilder(BUILD.toString(), name).inheritIO().start();
        if (build.waitFor() != 0) {
            throw new IOException("the peer " + name + " was not built");
        }
        return new Function(name, List.of(command), TARGET.resolve(name));
    }

    private static Function gather(Path artifact) throws IOException {
        if (!Files.isRegularFile(artifact)) {
            throw new NoSuchFileException(artifact.toString());
        }
        String file = artifact.getFileName().toString();
        if (!file.endsWith(".zip")) {
            return new Function(file, List.of(artifact.toString()), artifact.getParent());
        }
        Files.createDirectories(TARGET);
        FunctionZip zip = FunctionZip.unpack(
                artifact, Files.createTempDirectory(TARGET, "gather").resolve("function"));
        return new Function("gather", zip.command(), zip.folder());
    }
}
