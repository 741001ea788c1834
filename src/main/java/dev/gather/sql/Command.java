package dev.gather.sql;

/** What the client asks of a connection, as far as its answers differ. */
enum Command {
    /** A statement as text: it is answered with OK, an error, or rows as texts. */
    QUERY,
    /** A statement to prepare: it is answered with the definitions of its parameters and columns. */
    PREPARE,
    /** A prepared statement: it is answered with OK, an error, or rows in binary form. */
    EXECUTE,
    /** Anything else that is answered, with one packet. */
    OTHER,
    /** What is not answered: the end of the connection or of a prepared statement. */
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

    boolean isAnswered() {
        return this != UNANSWERED;
    }
}
