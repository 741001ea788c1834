package dev.gather.yaml;

/** A fault that keeps the rest of a file from being read, with its position. */
final class UnreadableYamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position position;
    private final String fault;

    UnreadableYamlException(Position position, String fault) {
        super(fault, null, false, false);
        this.position = position;
        this.fault = fault;
    }

    String fault() {
        return fault;
    }

    Position position() {
        return position;
    }
}
