package dev.gather.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What problems and failures mean, by their codes.
 *
 * @param page the page of the documentation that has a section for each
 */
record Explanations(Path page) {
    private static final Pattern CODE = Pattern.compile("[a-z-]+");

    /**
     * The section about a code, in Markdown, without its heading.
     *
     * @throws IllegalArgumentException if there is none, or the page is not there; the message says so
     */
    String of(String code) {
        if (!CODE.matcher(code).matches() || !Files.isRegularFile(page)) {
            throw new IllegalArgumentException(page + " has nothing about '" + code + "' here");
        }
        Pattern section = Pattern.compile("^### " + code + "\\n(.*?)(?=^##|\\z)", Pattern.DOTALL | Pattern.MULTILINE);
        Matcher found = section.matcher(text());
        if (!found.find()) {
            throw new IllegalArgumentException(page + " has nothing about '" + code + "'");
        }
        return found.group(1).strip();
    }

    private String text() {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
