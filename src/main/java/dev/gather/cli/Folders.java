package dev.gather.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that a command was given. */
final class Folders {
    private Folders() {}

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
