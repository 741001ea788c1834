package dev.gather.sql;

/** The commands of MySQL's protocol, grouped by the form of their answers. */
enum Command {
    /** Runs a statement of Gather's own, given as text. Answered with OK, an error, or rows of texts. */
    QUERY,
    /** Runs a source's statement, given as text. Answered with OK, an error, or rows of texts. */
    TEXT,
    /** Prepares a statement. Answered with an error, or the definitions of its parameters and columns. */
    PREPARE,
    /** Runs a prepared statement. Answered with OK, an error, or rows in binary form. */
    EXECUTE,
    /** Any other command that is answered, with one packet. */
    OTHER,
    /** Commands without an answer: the end of the connection or of a prepared statement. */
    UNANSWERED;

    static Command of(int code) {
        return switch (code) {
            case 0x03 -> QUERY;
            case 0x16 -> PREPARE;
            case 0x17 -> EXECUTE;
            case 0x01, 0x18, 0x19 -> UNANSWERED;
            default -> OTHER;
        };
    }

    /** Whether it runs the statement of a source. */
    boolean runs() {
        return this == EXECUTE || this == TEXT;
    }

    boolean isAnswered() {
        return this != UNANSWERED;
    }
}
