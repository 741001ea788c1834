package dev.gather.sql;

import dev.gather.dev.EmbeddedDatabase;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of fifty columns: ten times a whole number, a larger one, a decimal, a text and a moment. A tenth of each column of
 * texts is NULL, another tenth not in ASCII.
 */
final class WideTable {
    private static final int COLUMNS = 50;
    private static final int ROWS = 10_000;

    /** A column's type, with the expression that makes its value in the row {@code seq}. */
    enum Kind {
        ID("INT", "seq * 7 + %d"),
        ACCOUNT("BIGINT", "9000000000 + seq * 3 + %d"),
        PRICE("DECIMAL(10, 2)", "seq / 100 + %d"),
        NAME("VARCHAR(40)", """
                CASE (seq + %d) %% 10 WHEN 0 THEN NULL WHEN 1 THEN CONCAT('größer als "zwölf" ', seq)
                ELSE CONCAT('a text with the number ', seq) END"""),
        CREATED("DATETIME", "TIMESTAMP '2024-01-01 00:00:01' + INTERVAL seq MINUTE + INTERVAL %d DAY");

        private final String type;
        private final String value;

        Kind(String type, String value) {
            this.type = type;
            this.value = value;
        }
    }

    private WideTable() {}

    /** Makes the table, which takes some seconds. */
    static void create(EmbeddedDatabase database) {
        String definitions = all(column -> name(column) + " " + kind(column).type);
        String values = all(column -> kind(column).value.formatted(column));
        database.run("CREATE TABLE wide (number INT PRIMARY KEY, " + definitions + "); INSERT INTO wide SELECT seq, "
                + values + " FROM seq_1_to_" + ROWS);
    }

    private static String all(IntFunction<String> part) {
        return IntStream.range(0, COLUMNS).mapToObj(part).collect(Collectors.joining(", "));
    }

    /** The name of a column. */
    static String name(int column) {
        return kind(column).name().toLowerCase(Locale.ROOT) + "_" + column;
    }

    static Kind kind(int column) {
        return Kind.values()[column % Kind.values().length];
    }

    /** The names of the first columns. */
    static List<String> names(int columns) {
        return IntStream.range(0, columns).mapToObj(WideTable::name).toList();
    }

    /**
     * The statement for the first columns of the first rows.
     *
     * @param rows how many rows, as the statement's author writes a value
     */
    static String select(int columns, String rows) {
        return "SELECT " + String.join(", ", names(columns)) + " FROM wide WHERE number <= " + rows;
    }
}
