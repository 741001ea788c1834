package dev.gather.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Determines from a statement's words whether its rows may have NULL in columns that do not allow it: in the totals of
 * {@code WITH ROLLUP}, and beside an aggregate of no rows at all, as in {@code SELECT id, COUNT(*) FROM orders}. A database does
 * not say so before it runs the statement.
 */
final class AddedNulls {
    private static final Set<String> TOTALS = Set.of("ROLLUP", "CUBE", "GROUPING");
    private static final Set<String> AGGREGATES = Set.of(
            "COUNT",
            "SUM",
            "AVG",
            "MIN",
            "MAX",
            "GROUP_CONCAT",
            "ANY_VALUE",
            "JSON_ARRAYAGG",
            "JSON_OBJECTAGG",
            "BIT_AND",
            "BIT_OR",
            "BIT_XOR",
            "STD",
            "STDDEV",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "VAR_POP",
            "VAR_SAMP",
            "VARIANCE");

    private int depth;
    private String previous = "";
    private boolean aggregate;
    private boolean aggregates;
    private boolean groups;
    private boolean totals;

    private AddedNulls() {}

    /** @param pieces the text of the statement before, between and after its expressions */
    static boolean in(List<String> pieces) {
        AddedNulls nulls = new AddedNulls();
        SqlScanner scanner = new MySqlScanner();
        pieces.forEach(piece -> scanner.scan(piece, false)
                .forEach(token -> nulls.see(token.text().toUpperCase(Locale.ROOT), token.called())));
        nulls.see("", false);
        return nulls.totals || (nulls.aggregates && !nulls.groups);
    }

    private void see(String word, boolean called) {
        depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
        totals |= TOTALS.contains(word);
        if (depth == 0) {
            outermost(word, called);
        }
        previous = word;
    }

    /** Over a window an aggregate leaves the rows as they are. */
    private void outermost(String word, boolean called) {
        boolean ends = aggregate && previous.equals(")");
        aggregates |= ends && !word.equals("OVER");
        aggregate = (called && AGGREGATES.contains(word)) || (aggregate && !ends);
        groups |= word.equals("GROUP");
    }
}
