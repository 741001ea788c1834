package dev.gather;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A program from npm. It is installed once, into a folder of the user and not of the project.
 *
 * @param name the package
 * @param version its version
 * @param program the script in it that node runs
 */
public record NpmPackage(String name, String version, String program) {
    private static final int INSTALL_SECONDS = 120;
    private static final Map<NpmPackage, Boolean> INSTALLED = new ConcurrentHashMap<>();

    /** The command that runs it; the test is skipped where there is no npm, or nothing that npm can get it from. */
    public List<String> command() {
        assumeTrue(
                INSTALLED.computeIfAbsent(this, NpmPackage::install),
                "npm is not there, or cannot get " + name + " " + version);
        return List.of("node", file().toString());
    }

    private Path folder() {
        String plain = name.replace("@", "").replace('/', '-');
        return Path.of(System.getProperty("user.home"), ".cache", "gather", plain + "-" + version);
    }

    private Path file() {
        return folder().resolve("node_modules").resolve(name).resolve(program);
    }

    private boolean install() {
        try {
            return isThere("node") && (Files.exists(file()) || (isThere("npm") && isGot()));
        } catch (IOException e) {
            throw new IllegalStateException(folder() + " cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return start(List.of(program, "--version")).waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isGot() throws IOException, InterruptedException {
        Files.createDirectories(folder());
        Process npm = start(List.of(
                "npm",
                "install",
                "--prefix",
                folder().toString(),
                "--no-audit",
                "--no-fund",
                "--fetch-retries=1",
                "--fetch-timeout=30000",
                name + "@" + version));
        if (npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
            return npm.exitValue() == 0;
        }
        npm.descendants().forEach(ProcessHandle::destroyForcibly);
        npm.destroyForcibly();
        return false;
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
