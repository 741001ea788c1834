package dev.gather.yaml;

/**
 * Where something stands.
 *
 * @param file the file as the user knows it
 * @param position the place in the file
 * @param path the path in the document, such as {@code sources.orders.sql}; empty for the whole document
 */
public record Place(String file, Position position, String path) {
    /** {@code file:line:column path}. */
    @Override
    public String toString() {
        return file + ":" + position + (path.isEmpty() ? "" : " " + path);
    }
}
