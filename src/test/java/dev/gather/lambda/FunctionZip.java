package dev.gather.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An unpacked {@code function.zip} and the command with which Lambda starts it: its {@code bootstrap}, or, where it is
 * of class files, the managed Java runtime's client, which the build lays into {@code target/managed-runtime}.
 */
public record FunctionZip(Path folder) {
    private static final String HANDLER = "dev.gather.door.ManagedRuntimeFunction::handleRequest";

    /** Unpacks a zip into a folder that does not exist yet. */
    public static FunctionZip unpack(Path zip, Path folder) throws IOException {
        try (ZipInputStream content = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
                write(content, entry, folder.resolve(entry.getName()));
            }
        }
        Path bootstrap = folder.resolve("bootstrap");
        if (Files.exists(bootstrap) && !bootstrap.toFile().setExecutable(true)) {
            throw new IOException(bootstrap + " cannot be made executable");
        }
        return new FunctionZip(folder);
    }

    private static void write(InputStream content, ZipEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
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
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                HANDLER);
    }
}
