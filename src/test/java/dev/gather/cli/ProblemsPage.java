package dev.gather.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that explains each problem: a section for each code, which its heading is. */
final class ProblemsPage {
    private static final Path FILE = Path.of("src/doc/problems.md");
    private static final Pattern HEADING = Pattern.compile("^###+ ([a-z-]+)$", Pattern.MULTILINE);
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("^# (\\S.*)\\n");

    private ProblemsPage() {}

    /**
     * One section.
     *
     * @param code the code that it explains
     * @param text all of it
     */
    record Section(String code, String text) {
        /** The contents of its blocks in a language. */
        List<String> blocks(String language) {
            return BLOCK.matcher(text)
                    .results()
                    .filter(block -> block.group(1).equals(language))
                    .map(block -> block.group(2))
                    .toList();
        }

        /** Its files, by the names that their first lines say. */
        Map<String, String> files() {
            Map<String, String> files = new LinkedHashMap<>();
            for (String block : blocks("yml")) {
                Matcher name = NAME.matcher(block);
                if (!name.find()) {
                    throw new IllegalStateException("a file without a name: " + block);
                }
                files.put(name.group(1), block);
            }
            return files;
        }

        /** The lines that it says come of them. */
        List<String> lines() {
            return blocks("text").stream().flatMap(String::lines).toList();
        }

        /** Its cases for a composition. */
        List<String> tests() {
            return files().entrySet().stream()
                    .filter(file -> file.getKey().endsWith(".test.yaml"))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /** All sections, in order. */
    static List<Section> sections() throws IOException {
        String page = Files.readString(FILE);
        List<MatchResult> headings = HEADING.matcher(page).results().toList();
        List<Section> sections = new ArrayList<>();
        for (MatchResult heading : headings) {
            int next = page.indexOf("\n##", heading.end());
            sections.add(new Section(heading.group(1), page.substring(heading.end(), next < 0 ? page.length() : next)));
        }
        return sections;
    }
}
