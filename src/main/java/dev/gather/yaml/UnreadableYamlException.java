package dev.gather.yaml;

/** What makes the rest of a file unreadable, and where. */
final class UnreadableYamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position position;

    UnreadableYamlException(Position position, String fault) {
        super(fault, null, false, false);
        this.position = position;
    }

    Position position() {
        return position;
    }
}
