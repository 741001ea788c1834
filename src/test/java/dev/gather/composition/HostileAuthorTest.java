package dev.gather.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.catalog.CompositionFolders;
import dev.gather.yaml.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that would hang the start, take its memory or overflow its stack are problems, and soon. */
class HostileAuthorTest {
    private static final long SMALL_STACK = 512 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private List<String> problems() {
        try {
            List<CompositionFile> files = CompositionFolders.read(folder, "folder");
            return load(files);
        } catch (InvalidCompositionsException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    private static List<String> load(List<CompositionFile> files) {
        try {
            assertTrue(Loading.load(files).all().size() <= files.size());
            return List.of();
        } catch (InvalidCompositionsException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsRegularFilesOfTheFolderAlone() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), "output: 1");
        Files.createSymbolicLink(folder.resolve("device.yaml"), Path.of("/dev/zero"));
        Files.createSymbolicLink(
                folder.resolve("outside.yaml"), Files.writeString(elsewhere.resolve("x.yaml"), "output: 2"));
        Files.createSymbolicLink(folder.resolve("climbing.yaml"), Path.of("..", "..", "etc", "passwd"));
        Files.createSymbolicLink(folder.resolve("loop.yaml"), Path.of("loop.yaml"));
        Files.createSymbolicLink(folder.resolve("nowhere.yaml"), Path.of("nothing.yaml"));
        Files.createSymbolicLink(folder.resolve("self.yaml"), Path.of("."));
        makePipe(folder.resolve("pipe.yaml"));
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.yaml").toFile(), "rw")) {
            large.setLength(50L << 20);
        }

        String outside = ":1:1: the symbolic link leads out of the folder, replace it with the file itself";
        String nowhere = ":1:1: the symbolic link's target does not exist, fix or remove the link";
        String noFile = ":1:1: not a regular file, but for example a folder, a pipe or a device, remove it";
        List<String> problems = problems();
        assertTrue(problems.get(0).startsWith("folder/climbing.yaml:1:1: the symbolic link leads "));
        assertEquals(
                List.of(
                        "folder/device.yaml" + outside,
                        "folder/large.yaml:1:1: the file is larger than 1 MB, split it",
                        "folder/loop.yaml" + nowhere,
                        "folder/nowhere.yaml" + nowhere,
                        "folder/outside.yaml" + outside,
                        "folder/pipe.yaml" + noFile,
                        "folder/self.yaml" + noFile),
                problems.subList(1, problems.size()));
    }

    private static void makePipe(Path path) throws IOException, InterruptedException {
        Process making = new ProcessBuilder("mkfifo", path.toString()).start();
        assertTrue(making.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, making.exitValue());
    }

    /** As Kubernetes mounts a ConfigMap: the files are links to those in a folder that is itself reached by a link. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsLinksWithinTheFolder() throws IOException {
        Path version = Files.createDirectory(folder.resolve("..2026_11_25_10_00_00.1"));
        Files.writeString(version.resolve("a.yaml"), "output: 1");
        Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data", "a.yaml"));
        Path mounted = Files.createSymbolicLink(elsewhere.resolve("mounted"), folder);

        assertEquals(List.of(new CompositionFile("a", "m/a.yaml", "output: 1")), CompositionFolders.read(mounted, "m"));
    }

    @Test
    void readsAFileOfOneMegabyte() throws IOException {
        String text = "output: 1\n";
        Files.writeString(folder.resolve("a.yaml"), text + "#".repeat((1 << 20) - text.length()));

        assertEquals(List.of(), problems());
    }

    @TestFactory
    Stream<DynamicTest> tellsOfWhatWouldOverflowTheStackOrTakeTooLong() {
        return texts().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> isAProblem(one.getValue())));
    }

    private static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("levels", "output: " + "[".repeat(100_000));
        texts.put("closed levels", "output: " + "[".repeat(100_000) + "]".repeat(100_000));
        texts.put("keys", keys(1_000_000));
        texts.put("keys within 1 MB", keys(100_000));
        texts.put("sources", "output: 1\nsources:\n" + lines(2_000, i -> "  s" + i + ": { http: GET a:/ }"));
        texts.put("unknown keys", "output: 1\n" + lines(9_000, i -> "unknown" + i + ": 1"));
        texts.put("unknown variables", "output: '" + "{%$unknown%}".repeat(50_000) + "'");
        texts.put("unknown variables in many texts", "output:\n" + lines(9_000, i -> "- '{%$unknown%}'"));
        texts.put("an open hole", "output: '{% ( " + "%} ".repeat(100_000) + "'");
        texts.put("an open text", "output: \"{% ' " + "%} ".repeat(100_000) + "\"");
        texts.put("a long expression", "output: '{% [" + "1,".repeat(400_000) + "1] %}'");
        texts.put("a long text", "output: '{% \"" + "a".repeat(1_000_000) + "\" %}'");
        Map.of(
                        "parentheses", "(".repeat(20_000) + "1" + ")".repeat(20_000),
                        "open parentheses", "(".repeat(20_000),
                        "parentheses within limits of length", "(".repeat(8_000) + "1" + ")".repeat(8_000),
                        "signs", "-".repeat(16_000) + "1",
                        "sums", "1" + "+1".repeat(8_000),
                        "comments", "/**/".repeat(4_000) + "1",
                        "groups", "$match(\"a\", /" + "(".repeat(5_000) + "a" + ")".repeat(5_000) + "/)",
                        "copies", "(".repeat(40) + "$input.a" + " ?? 1)".repeat(40),
                        "elses", "$input.a" + " ?: 1".repeat(3_000),
                        "comparisons", "$input.a" + "[b".repeat(1_000) + "]".repeat(1_000))
                .forEach((name, expression) -> texts.put(name, "output: |\n  {% " + expression + " %}"));
        return texts;
    }

    private static String keys(int count) {
        return "output: 1\nheaders:\n" + lines(count, i -> " " + i + ": 1");
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
    }

    /** The time's bound is wide: other work shares the machine. Alone, each takes less than a second. */
    private static void isAProblem(String text) throws InterruptedException {
        AtomicReference<List<String>> told = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread loading = new Thread(
                null, () -> told.set(load(List.of(new CompositionFile("a", "a.yaml", text)))), "loading", SMALL_STACK);
        loading.setUncaughtExceptionHandler((thread, failure) -> thrown.set(failure));
        loading.setDaemon(true);
        loading.start();
        loading.join(LIMIT.toMillis());

        assertNull(thrown.get());
        assertTrue(told.get() != null, "it takes too long");
        assertTrue(!told.get().isEmpty() && told.get().get(0).startsWith("a.yaml:"), told.get()::toString);
    }
}
