package dev.gather.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that a command was given. */
final class Folders {
    private Folders() {}

    /** The folder, which is there. */
    static Path existing(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnusableException(folder + " is not a folder");
        }
        return folder;
    }
}
