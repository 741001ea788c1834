package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is not packaged: the console of dev mode, neither its classes nor its page, and what only a container has. */
class ContentsIT {
    private static final List<String> CONSOLE = List.of("dev/gather/console", "console/");
    private static final List<String> CONTAINER = List.of("dev/gather/container", "application-container.properties");

    /** By parts of the names of their jars. */
    private static final List<String> LIBRARIES_OF_CONTAINER =
            List.of("micrometer", "smallrye-health", "concurrency-limits", "quarkus-rest-3", "quarkus-kubernetes");

    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().matches(".*\\.(jar|zip)"))
                    .toList();
        }
    }

    private static List<String> names(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            assertFalse(names.isEmpty(), file.toString());
            return names;
        }
    }

    private static void assertLacks(Predicate<String> unwanted) throws IOException {
        List<Path> packages = packages();

        assertTrue(packages.contains(Path.of("target", "function.zip")), packages.toString());
        for (Path file : packages) {
            assertEquals(List.of(), names(file).stream().filter(unwanted).toList(), file.toString());
        }
    }

    @Test
    void hasNothingOfTheConsole() throws IOException {
        assertLacks(name -> CONSOLE.stream().anyMatch(name::startsWith));
    }

    @Test
    void hasNothingOfAContainer() throws IOException {
        assertLacks(name -> CONTAINER.stream().anyMatch(name::startsWith)
                || LIBRARIES_OF_CONTAINER.stream().anyMatch(name::contains));
    }

    /** What a profile of the build brings is there with it, and not without. */
    @Test
    void hasRedisWhereTheBuildBringsIt() throws IOException {
        boolean built = System.getProperty("redis.room", "none").equals("none");
        List<String> names = names(Path.of("target", "function.zip"));
        boolean isJar = names.stream().anyMatch(name -> name.startsWith("dev/gather/"));

        assertEquals(built && isJar, names.stream().anyMatch(name -> name.startsWith("dev/gather/redis/")));
        assertEquals(built && isJar, names.stream().anyMatch(name -> name.contains("vertx-redis-client")));
    }

    /** Else the tests above would look for what was never there. */
    @Test
    void isBuiltOfThem() {
        assertTrue(Files.exists(Path.of("target/classes/dev/gather/redis/RedisKind.class")));
        assertTrue(Files.exists(Path.of("target/classes/dev/gather/console/Console.class")));
        assertTrue(Files.exists(Path.of("target/classes/console/index.html")));
        assertTrue(Files.exists(Path.of("target/classes/dev/gather/container/ContainerMain.class")));
        assertTrue(Files.exists(Path.of("target/classes/application-container.properties")));
    }
}
