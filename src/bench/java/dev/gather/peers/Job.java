package dev.gather.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What functions do: the composition of that name is Gather's way, the job of that name a peer's. */
enum Job {
    /** A constant. */
    HELLO("hello"),
    /** Three documents and a hundred rows, joined. */
    ARTICLE("article"),
    /** A list of as many documents. */
    FAN_OUT("fan-out"),
    /** A list of as many documents; each is a source of its own in Gather's composition. */
    NAMED("named"),
    /** As many rows. */
    ROWS("rows"),
    /** A document of as many KiB. */
    BODY("body"),
    /** As many requests, of which each needs the answer before. */
    CHAIN("chain");

    private static final Path WRITTEN = Path.of("src", "bench", "peers", "gather");

    private final String name;

    Job(String name) {
        this.name = name;
    }

    /** The composition's name. Those that are generated have the size in it. */
    String composition(int size) {
        return this == NAMED || this == CHAIN ? name + "-" + size : name;
    }

    /** The event, which peers understand as well. */
    String event(int size) {
        return "{\"composition\": \"%s\", \"input\": {\"count\": %d}}".formatted(composition(size), size);
    }

    /** Writes the composition to a folder. */
    void writeTo(Path folder, int size) {
        try {
            Files.writeString(folder.resolve(composition(size) + ".yaml"), text(size));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(int size) throws IOException {
        return switch (this) {
            case NAMED -> named(size);
            case CHAIN -> chain(size);
            default -> Files.readString(WRITTEN.resolve(name + ".yaml"));
        };
    }

    private static String named(int size) {
        return "sources:\n"
                + lines(1, size, "  s%1$d:\n    http: GET data:/parts/%1$d\n")
                + "output:\n  parts:\n"
                + lines(1, size, "    - '{%% $s%1$d %%}'\n");
    }

    private static String chain(int size) {
        return "sources:\n  s1:\n    http: GET data:/chain/1\n"
                + lines(2, size, "  s%1$d:\n    http: GET data:/chain/{%% $s%2$d.next %%}\n")
                + "output:\n  last: '{% $s" + size + " %}'\n";
    }

    private static String lines(int from, int to, String format) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> format.formatted(i, i - 1))
                .collect(Collectors.joining());
    }
}
