package dev.gather;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation, in Markdown.
 *
 * @param file where it is
 * @param text what it says
 */
record Page(Path file, String text) {
    private static final Path README = Path.of("README.md");
    private static final List<Path> FOLDERS = List.of(Path.of(".github"), Path.of("src/doc"), Path.of("src/examples"));
    private static final Pattern FENCE = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

    /** The README and every page of the documentation's folders. */
    static List<Page> all() {
        Stream<Path> pages = FOLDERS.stream().flatMap(Page::in);
        return Stream.concat(Stream.of(README), pages).map(Page::read).toList();
    }

    private static Stream<Path> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page read(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The compositions that it shows: its blocks of {@code yaml}. Other YAML is marked {@code yml}. */
    List<String> compositions() {
        return yaml().filter(block -> !isTest(block)).toList();
    }

    /** The YAML that it shows with cases for a composition. */
    List<String> tests() {
        return yaml().filter(Page::isTest).toList();
    }

    private Stream<String> yaml() {
        return blocks("yaml");
    }

    /** Its blocks in a language. */
    Stream<String> blocks(String language) {
        return FENCE.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2));
    }

    private static boolean isTest(String yaml) {
        return yaml.contains("\ncases:");
    }

    /** The targets of its links and pictures that are no addresses of the web. */
    List<String> links() {
        String prose = CODE.matcher(withoutBlocks()).replaceAll("");
        return LINK.matcher(prose)
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.startsWith("https://"))
                .toList();
    }

    /** Whether a target of one of its links exists: a file, and in a page the heading that an anchor names. */
    boolean leadsSomewhere(String target) {
        String[] parts = target.split("#", 2);
        Path linked = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        return Files.exists(linked)
                && (parts.length == 1 || read(linked).anchors().contains(parts[1]));
    }

    /** The anchors that GitHub makes of the headings. */
    private Set<String> anchors() {
        return HEADING.matcher(withoutBlocks())
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** What a pattern finds in it, in order. */
    Stream<MatchResult> find(Pattern pattern) {
        return pattern.matcher(text).results();
    }

    private String withoutBlocks() {
        return FENCE.matcher(text).replaceAll("");
    }
}
