package dev.gather.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes a custom runtime of the JVM's {@code target/function.zip}, in its place: with a Java runtime of its own and an
 * ahead-of-time cache, the classes of a training run in the form in which the JVM needs them. The cache serves only the
 * JVM and the jars that it was made with, so both are in the zip. Needs a JDK 25 or later.
 */
public final class AotZip {
    private static final String CACHE = "gather.aot";
    private static final String ARGUMENTS = "jvm.options";
    private static final String MODULES = "java.base,java.logging,java.management,java.naming,java.sql,java.xml,"
            + "java.security.sasl,java.security.jgss,jdk.crypto.ec,jdk.unsupported,jdk.zipfs,java.net.http";

    /** The JVM looks at the jars' times, which the zip keeps to two seconds. */
    private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private static final List<String> TRAINING = List.of(
            "{\"composition\": \"data-and-rows\"}",
            "{\"composition\": \"customer-overview\", \"input\": {\"customerId\": 1}}",
            "{\"composition\": \"customer-overview\", \"input\": {\"customerId\": \"none\"}}",
            "{\"composition\": \"nothing\"}");

    private final Path folder;

    private AotZip(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        if (Runtime.version().feature() < 25) {
            throw new IllegalStateException("an ahead-of-time cache needs a JDK 25 or later: set JAVA_HOME to one");
        }
        Path work = Files.createTempDirectory("gather-aot");
        Path zip = Path.of("target", "function.zip");
        FunctionZip function = FunctionZip.unpack(zip, work.resolve("function"));
        if (!function.needsManagedRuntime()) {
            throw new IllegalStateException(zip + " is not the JVM's: run ./mvnw package first");
        }
        AotZip aot = new AotZip(function.folder());
        aot.packClasses();
        aot.addRuntimeClient();
        aot.addJava();
        aot.writeBootstrap();
        aot.train(function);
        aot.pack(zip);
        System.out.printf("%s: %.1f MB%n", zip, Files.size(zip) / 1e6);
    }

    /** The cache takes classes from jars only, so that the function's own go into one. */
    private void packClasses() throws IOException, InterruptedException {
        Path classes = Files.createTempDirectory("gather-aot-classes");
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (!entry.endsWith("lib")) {
                    Files.move(entry, classes.resolve(entry.getFileName()));
                }
            }
        }
        run(tool("jar"), "--create", "--file", folder + "/lib/function.jar", "-C", classes.toString(), ".");
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private void addRuntimeClient() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "managed-runtime"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, folder.resolve("lib").resolve("runtime-" + jar.getFileName()));
            }
        }
        for (Path file : files()) {
            Files.setLastModifiedTime(file, TIME);
        }
    }

    private void addJava() throws IOException, InterruptedException {
        run(
                tool("jlink"),
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-man-pages",
                "--no-header-files",
                "--output",
                folder.resolve("java").toString());
    }

    /** The JVM's options name every jar: the cache is only used for the very class path that it was made with. */
    private void writeBootstrap() throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                String.join(":", jars())));
        Files.write(folder.resolve(ARGUMENTS), options);
        Files.writeString(
                folder.resolve("bootstrap"), """
                #!/bin/sh
                cd "$LAMBDA_TASK_ROOT" || exit 1
                exec java/bin/java ${GATHER_AOT:--XX:AOTCache=%s} @%s \\
                  %s %s
                """.formatted(CACHE, ARGUMENTS, FunctionZip.CLIENT, FunctionZip.HANDLER));
        var unused = folder.resolve("bootstrap").toFile().setExecutable(true);
    }

    private List<String> jars() throws IOException {
        return files().stream()
                .map(file -> folder.relativize(file).toString())
                .filter(name -> name.endsWith(".jar"))
                .sorted()
                .toList();
    }

    /** Runs the function through the demo's compositions; it writes the cache when it ends. */
    private void train(FunctionZip function) throws Exception {
        try (Demo demo = new Demo();
                RuntimeApiStandIn api = new RuntimeApiStandIn()) {
            Map<String, String> environment = demo.environment();
            environment.put("GATHER_AOT", "-XX:AOTCacheOutput=" + CACHE);
            try (FunctionProcess process = FunctionProcess.start(function, api, environment)) {
                for (String event : TRAINING) {
                    var unused = api.invoke(event, Duration.ofSeconds(20)).get(60, TimeUnit.SECONDS);
                }
                process.end();
                if (!process.endsWithin(120) || !Files.exists(folder.resolve(CACHE))) {
                    throw new IllegalStateException("no cache was made: " + process.output());
                }
            }
        }
    }

    private void pack(Path zip) throws IOException {
        Files.deleteIfExists(zip);
        try (FileSystem content =
                FileSystems.newFileSystem(zip, Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            for (Path file : files()) {
                Path target = content.getPath("/" + folder.relativize(file));
                if (target.getParent() != null) {
                    Files.createDirectories(target.getParent());
                }
                Files.copy(file, target);
                Files.setLastModifiedTime(target, Files.getLastModifiedTime(file));
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(Files.isExecutable(file) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(command[0] + " failed");
        }
    }
}
