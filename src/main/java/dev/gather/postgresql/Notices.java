package dev.gather.postgresql;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** What the notices of PostgreSQL mean, in words of our own: theirs contain values. */
final class Notices {
    private static final String SUCCESS = "00000";

    private Notices() {}

    /** The warning in a notice; none in what is only told, such as by RAISE NOTICE. */
    static Optional<String> text(ByteBuf notice) {
        String state = field(notice, 'C');
        String severity = field(notice, 'V');
        if (severity.equals("LOG") || severity.equals("DEBUG") || severity.equals("INFO") || state.equals(SUCCESS)) {
            return Optional.empty();
        }
        String text =
                switch (state) {
                    case "42622" -> "a name is too long, and was cut";
                    case "25P01" -> "there is no transaction";
                    case "01007", "01006" -> "a privilege was not granted or revoked";
                    default -> "the database warns of the statement";
                };
        return Optional.of(text + " (PostgreSQL warning " + (state.matches("[0-9A-Z]{5}") ? state : "?") + ")");
    }

    /** A field of a notice or an error; empty if it has none such. */
    static String field(ByteBuf message, char wanted) {
        ByteBuf fields = message.duplicate();
        while (fields.isReadable()) {
            byte type = fields.readByte();
            if (type == 0) {
                break;
            }
            String text = PgColumn.text(fields);
            if (type == wanted) {
                return text;
            }
        }
        return "";
    }
}
