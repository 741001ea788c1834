package dev.gather.sql;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text that a connection prepares for a query: its SQL with a comment at the end. The comment contains the types of the
 * values, since MySQL keeps the types of a statement's first run and would convert later values to them, and the mark of the
 * connection, with which the query can be found in the database.
 */
final class StatementText {
    private static final String START = "\n/* gather ";
    private static final String ONCE = "once";
    private static final String END = " */";

    private StatementText() {}

    /** @param types of all values, in their order; null if the prepared statement is used only once */
    static String of(String sql, @Nullable String types, String mark) {
        return sql + START + (types == null ? ONCE : types) + ' ' + mark + END;
    }

    /** Whether a packet ends with such a text. Gather's own statements do not. */
    static boolean endsIn(ByteBuf packet) {
        int start = packet.writerIndex() - END.length();
        return start >= packet.readerIndex()
                && packet.toString(start, END.length(), StandardCharsets.US_ASCII)
                        .equals(END);
    }

    /** Whether the statement stays prepared. */
    static boolean isKept(String text) {
        return !text.startsWith(START + ONCE, Math.max(0, text.lastIndexOf(START)));
    }

    /** A part of such a text without the comment. */
    static String withoutMark(String text) {
        int mark = text.lastIndexOf(START);
        return mark < 0 ? text : text.substring(0, mark);
    }

    /** A LIKE pattern for the statements of that connection; it does not match the query that searches with it. */
    static String pattern(String mark) {
        return "%/* gather % " + mark + END;
    }
}
