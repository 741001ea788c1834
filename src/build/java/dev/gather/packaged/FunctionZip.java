package dev.gather.packaged;

import dev.gather.lambda.ManagedRuntimeFunction;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An unpacked {@code function.zip} and the command with which Lambda starts it: its {@code bootstrap}, or, where it is
 * of class files, the managed Java runtime's client, which the build lays into {@code target/managed-runtime}.
 */
public record FunctionZip(Path folder) {
    /** The main class of the managed runtime's client, and the handler that it is told. */
    static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    static final String HANDLER = ManagedRuntimeFunction.class.getName() + "::handleRequest";

    /** Unpacks a zip, times and permissions included, into a folder that does not exist yet. */
    public static FunctionZip unpack(Path zip, Path folder) throws IOException {
        try (FileSystem content = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> entries = Files.walk(content.getPath("/"))) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(entry.toString().substring(1));
                Files.createDirectories(target.getParent());
                Files.copy(entry, target, StandardCopyOption.COPY_ATTRIBUTES);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(entry));
            }
        }
        return new FunctionZip(folder);
    }

    /** Whether Lambda runs it on a managed Java runtime. */
    public boolean needsManagedRuntime() {
        return !Files.exists(folder.resolve("bootstrap"));
    }

    /** The command, to be run in the folder. The managed runtime's options are those of Lambda for Java 17 and later. */
    public List<String> command() {
        if (!needsManagedRuntime()) {
            return List.of(folder.resolve("bootstrap").toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "managed-runtime").toAbsolutePath() + "/*",
                CLIENT,
                HANDLER);
    }
}
