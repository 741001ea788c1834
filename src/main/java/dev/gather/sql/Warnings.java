package dev.gather.sql;

import static java.util.Map.entry;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the warnings of MySQL and MariaDB mean, in words of our own: theirs contain values. */
final class Warnings {
    /** Lists the warnings about the last statement: the level, the code, and a text. A statement may have one for each row. */
    static final String LIST = "SHOW WARNINGS LIMIT 100";

    private static final String NOTE = "Note";

    private static final Map<Integer, String> MEANINGS = Map.ofEntries(
            entry(1260, "GROUP_CONCAT cut a text that is longer than group_concat_max_len"),
            entry(1264, "a number was out of range, and was replaced by the nearest one"),
            entry(1265, "a value was cut, since it does not fit its type"),
            entry(1287, "the statement uses what a later version of the database will not have"),
            entry(1292, "a value was converted, and a part of it was lost"),
            entry(1365, "a division by zero became NULL"),
            entry(1366, "a value was replaced, since it is not of the type of its column"),
            entry(1062, "a row was left out, since its key exists already"),
            entry(1048, "a NULL was replaced, since its column cannot be null"),
            entry(1406, "a text was cut, since it is too long for its column"),
            entry(1411, "a text became NULL, since a function could not read it"),
            entry(1301, "a result became NULL, since it is larger than max_allowed_packet"),
            entry(1681, "the statement uses what a later version of the database will not have"),
            entry(1739, "an index is not used, since types or collations differ"),
            entry(3170, "the database's memory for planning the statement was not enough"));

    private Warnings() {}

    /** The warnings in the rows of {@link #LIST}, each once; without notes, which are no reason to do anything. */
    static Set<String> in(RowSet<Row> rows) {
        Set<String> warnings = new TreeSet<>();
        for (Row row : rows) {
            if (!NOTE.equals(row.getString(0))) {
                warnings.add(text(row.getInteger(1)));
            }
        }
        return warnings;
    }

    private static String text(int code) {
        return MEANINGS.getOrDefault(code, "the database warns of the statement") + " (MySQL warning " + code + ")";
    }
}
