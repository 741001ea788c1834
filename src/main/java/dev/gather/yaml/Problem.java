package dev.gather.yaml;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem in a file, its place, and the remedy.
 *
 * @param severity how bad it is
 * @param code what kind of problem it is
 * @param file the file as the user knows it
 * @param position the place in the file
 * @param path the path in the document, such as {@code sources.orders.sql}; empty for the whole document
 * @param fault what is wrong
 * @param remedy what to do; empty if the fault says it
 */
public record Problem(
        Severity severity, ProblemCode code, String file, Position position, String path, String fault, String remedy)
        implements Comparable<Problem> {
    private static final int MAX_LENGTH = 1_000;

    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::file)
            .thenComparing(Problem::position)
            .thenComparing(Problem::path)
            .thenComparing(Problem::fault)
            .thenComparing(Problem::severity);

    /** Shortens long texts, which may quote the file. */
    public Problem {
        fault = shortened(fault);
        remedy = shortened(remedy);
    }

    /** A problem that keeps the file from being used. */
    public Problem(ProblemCode code, String file, Position position, String path, String fault, String remedy) {
        this(Severity.ERROR, code, file, position, path, fault, remedy);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** What is wrong, and what to do about it. */
    public String message() {
        return fault + (remedy.isEmpty() ? "" : ", " + remedy);
    }

    /** What is wrong, what to do about it, and by which name to look it up: {@code fault, remedy [code]}. */
    public String codedMessage() {
        return message() + " [" + code + "]";
    }

    /** The problem as a JSON object, for programs; it can be changed. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("severity", severity.toString());
        document.put("code", code.toString());
        document.put("file", file);
        document.put("line", position.line());
        document.put("column", position.column());
        document.put("path", path);
        document.put("fault", fault);
        document.put("remedy", remedy);
        return document;
    }

    /** {@code file:line:column path: fault, remedy [code]}. */
    public String coded() {
        return new Place(file, position, path) + ": " + codedMessage();
    }

    /** {@code file:line:column path: fault, remedy}. */
    @Override
    public String toString() {
        return new Place(file, position, path) + ": " + message();
    }
}
