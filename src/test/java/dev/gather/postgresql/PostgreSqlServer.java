package dev.gather.postgresql;

import dev.gather.sql.DatabaseKind;
import dev.gather.stub.Certificates;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL on 127.0.0.1 with TLS and SCRAM, which ends with the JVM: the one that is installed, or the one that the environment
 * variable {@code TEST_POSTGRESQL} names by its folder of programs, or else one of the build's. It refuses to run as root, so that
 * it runs as nobody then.
 */
public final class PostgreSqlServer {
    /** The user, who may do everything, and the password. */
    public static final String USER = "gather";

    public static final String DATABASE = "demo";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String NOBODY = "65534";
    private static final int ATTEMPTS = 200;

    private static final PostgreSqlServer SERVER = start();

    private final Path folder;
    private final int port;

    private PostgreSqlServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** The port of the one server of this JVM. */
    public static int port() {
        return SERVER.port;
    }

    /** The address of its database, in the form of {@code quarkus.datasource.reactive.url}. */
    public static String url() {
        return url(port());
    }

    /** The same by way of something that stands before it. */
    public static String url(int port) {
        return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** The kind of its database, without an application around. */
    public static DatabaseKind kind(Vertx vertx) {
        return new PgPools(vertx);
    }

    private static PostgreSqlServer start() {
        try {
            Path folder = Files.createTempDirectory("gather-postgresql");
            Path programs = programs(folder);
            Path password = Files.writeString(folder.resolve("password"), USER);
            Files.copy(Certificates.SERVER, folder.resolve("server.pem"));
            Files.copy(Certificates.SERVER_KEY, folder.resolve("server-key.pem"));
            own(folder);
            Path data = folder.resolve("data");
            run(List.of(
                    programs.resolve("initdb").toString(),
                    "-D",
                    data.toString(),
                    "-U",
                    USER,
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + password,
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-sync"));
            run(List.of("chmod", "600", folder.resolve("server-key.pem").toString()));
            int port = freePort();
            Process server = process(List.of(
                            programs.resolve("postgres").toString(),
                            "-D",
                            data.toString(),
                            "-p",
                            "" + port,
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories=",
                            "-c",
                            "fsync=off",
                            "-c",
                            "ssl=on",
                            "-c",
                            "ssl_cert_file=" + folder.resolve("server.pem"),
                            "-c",
                            "ssl_key_file=" + folder.resolve("server-key.pem"),
                            "-c",
                            "max_connections=60"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
            PostgreSqlServer started = new PostgreSqlServer(folder, port);
            started.await(server);
            return started;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("PostgreSQL did not start", e);
        }
    }

    /** It is there when it takes a connection. */
    private void await(Process server) throws InterruptedException, IOException {
        for (int i = 0; i < ATTEMPTS && server.isAlive(); i++) {
            try {
                var unused = PgSql.values(port, "postgres", "CREATE DATABASE " + DATABASE);
                return;
            } catch (RuntimeException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IOException(Files.readString(folder.resolve("log")));
    }

    private static Path programs(Path folder) throws IOException, InterruptedException {
        String named = System.getenv("TEST_POSTGRESQL");
        if (named != null && !named.equals("embedded")) {
            return Path.of(named);
        }
        Optional<Path> installed = named == null ? installed() : Optional.empty();
        return installed.isPresent() ? installed.get() : unpacked(folder);
    }

    private static Optional<Path> installed() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static Path unpacked(Path folder) throws IOException, InterruptedException {
        Path archive = folder.resolve("postgresql.txz");
        try (InputStream packed = PostgreSqlServer.class.getResourceAsStream("/postgres-linux-x86_64.txz")) {
            if (packed == null) {
                throw new IOException("there is neither an installed PostgreSQL nor one for this platform");
            }
            Files.copy(packed, archive, StandardCopyOption.REPLACE_EXISTING);
        }
        Process unpacking = new ProcessBuilder("tar", "-xJf", archive.toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        if (unpacking.waitFor() != 0) {
            throw new IOException("PostgreSQL could not be unpacked");
        }
        return folder.resolve("bin");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void own(Path folder) throws IOException, InterruptedException {
        if (isRoot()) {
            Process owning = new ProcessBuilder("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()).start();
            if (owning.waitFor() != 0) {
                throw new IOException("the folder of PostgreSQL could not be given away");
            }
        }
    }

    private static ProcessBuilder process(List<String> command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        all.addAll(command);
        return new ProcessBuilder(all);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = process(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void end(Process server, Path folder) {
        server.destroy();
        try {
            var unused = server.waitFor();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
