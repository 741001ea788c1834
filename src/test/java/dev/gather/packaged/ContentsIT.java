package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is not packaged: the console of dev mode, neither its classes nor its page. */
class ContentsIT {
    private static final List<String> CONSOLE = List.of("dev/gather/console", "console/");

    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().matches(".*\\.(jar|zip)"))
                    .toList();
        }
    }

    @Test
    void hasNothingOfTheConsole() throws IOException {
        List<Path> packages = packages();

        assertTrue(packages.contains(Path.of("target", "function.zip")), packages.toString());
        for (Path file : packages) {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                List<String> names = zip.stream().map(ZipEntry::getName).toList();
                assertFalse(names.isEmpty(), file.toString());
                assertEquals(
                        List.of(),
                        names.stream()
                                .filter(name -> CONSOLE.stream().anyMatch(name::startsWith))
                                .toList(),
                        file.toString());
            }
        }
    }

    /** What a profile of the build brings is there with it, and not without. */
    @Test
    void hasRedisWhereTheBuildBringsIt() throws IOException {
        boolean built = System.getProperty("redis.room", "none").equals("none");
        try (ZipFile zip = new ZipFile(Path.of("target", "function.zip").toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            boolean isJar = names.stream().anyMatch(name -> name.startsWith("dev/gather/"));

            assertEquals(built && isJar, names.stream().anyMatch(name -> name.startsWith("dev/gather/redis/")));
            assertEquals(built && isJar, names.stream().anyMatch(name -> name.contains("vertx-redis-client")));
        }
    }

    /** Else the tests above would look for what was never there. */
    @Test
    void isBuiltOfThem() {
        assertTrue(Files.exists(Path.of("target/classes/dev/gather/redis/RedisKind.class")));
        assertTrue(Files.exists(Path.of("target/classes/dev/gather/console/Console.class")));
        assertTrue(Files.exists(Path.of("target/classes/console/index.html")));
    }
}
