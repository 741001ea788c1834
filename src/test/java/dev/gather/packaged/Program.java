package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program that runs commands, of the native executable or the jar. */
final class Program {
    private Program() {}

    /** How it ended. */
    record Ended(int status, String output, String error) {}

    /** Runs a command to its end. What it writes to its error output goes through a file in the folder. */
    static Ended run(Path folder, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(arguments));
        Path error = folder.resolve("error.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(error.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
        return new Ended(process.exitValue(), output, Files.readString(error));
    }

    /** What starts it. */
    static List<String> command() {
        return Packaged.function().needsManagedRuntime()
                ? Jar.COMMAND
                : Packaged.function().command();
    }

    /** The jar. Its classes are archived once, as each of some fifty processes would take seconds to load them. */
    private static final class Jar {
        private static final List<String> COMMAND = archived();

        private static List<String> archived() {
            try (Stream<Path> built = Files.list(Path.of("target"))) {
                String java =
                        Path.of(System.getProperty("java.home"), "bin", "java").toString();
                String jar = built.map(Path::toString)
                        .filter(file -> file.endsWith("-runner.jar"))
                        .findFirst()
                        .orElseThrow();
                Path archive = Files.createTempDirectory("commands").resolve("classes.jsa");
                Process process = new ProcessBuilder(
                                java,
                                "-XX:ArchiveClassesAtExit=" + archive,
                                "-jar",
                                jar,
                                "check",
                                "src/main/resources/demo/compositions")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the classes are not archived");
                return List.of(java, "-XX:TieredStopAtLevel=1", "-XX:SharedArchiveFile=" + archive, "-jar", jar);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the classes of the jar cannot be archived", e);
            }
        }
    }
}
