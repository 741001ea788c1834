package dev.gather.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * src/doc/performance.md, whose prose stays as it is: what is measured stands between
 * {@code <!-- peers:series -->} and {@code <!-- end -->}.
 */
final class Page {
    private static final Path FOLDER = Path.of("src", "doc");
    private static final Path FILE = FOLDER.resolve("performance.md");

    private Page() {}

    /**
     * Replaces the table of a series, and its plot if it has one.
     *
     * @throws IOException if the page has no place for it, or cannot be written
     */
    static void write(Results results, Series series) throws IOException {
        Pattern section = Pattern.compile("(<!-- peers:" + series.name() + " -->\n).*?(<!-- end -->)", Pattern.DOTALL);
        String plot = "";
        if (series.hasPlot()) {
            String file = "peers-" + series.name() + ".svg";
            Files.writeString(FOLDER.resolve(file), new Plot(results, series).toString());
            plot = "![%s: time and memory](%s)\n\n".formatted(series.axis(), file);
        }
        Matcher page = section.matcher(Files.readString(FILE));
        if (!page.find()) {
            throw new IOException(FILE + " has no place for " + series.name());
        }
        String content = "\n" + plot + new Table(results, series) + "\n";
        Files.writeString(FILE, page.replaceFirst("$1" + Matcher.quoteReplacement(content) + "$2"));
    }
}
