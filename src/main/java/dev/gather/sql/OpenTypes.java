package dev.gather.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Determines from a statement's words whether the value of an expression may become part of its rows, as in
 * {@code SELECT COALESCE(name, {% $input.name %})}. The database knows the type of what is computed from it only when the statement
 * runs. When in doubt the answer is yes.
 */
final class OpenTypes {
    /** Reserved words that start conditions and orders, up to the next SELECT or the end of the parenthesis. */
    private static final Set<String> CONDITIONS = Set.of("WHERE", "HAVING", "ON", "LIMIT", "ORDER", "GROUP");

    /** Words after which rows are made again, unless all of it is a condition of the statement around. */
    private static final Set<String> ROWS =
            Set.of("SELECT", "UNION", "EXCEPT", "INTERSECT", "MINUS", "JOIN", "STRAIGHT_JOIN", "VALUES");

    /** For each open parenthesis whether it stands in a condition. */
    private final Deque<Boolean> outer = new ArrayDeque<>();

    private boolean condition;
    private String previous = "";

    private OpenTypes() {
        outer.push(false);
    }

    /** @param pieces the text of the statement before, between and after its expressions */
    static boolean in(List<String> pieces) {
        OpenTypes types = new OpenTypes();
        SqlScanner scanner = new MySqlScanner();
        for (String piece : pieces.subList(0, pieces.size() - 1)) {
            scanner.scan(piece, false).forEach(token -> types.see(token.text().toUpperCase(Locale.ROOT)));
            if (!types.condition) {
                return true;
            }
        }
        return false;
    }

    private void see(String word) {
        if (word.equals("(")) {
            outer.push(condition);
        } else if (word.equals(")") && outer.size() > 1) {
            condition = outer.pop();
        } else if (!previous.endsWith(".")) {
            keyword(word);
        }
        previous = word;
    }

    private void keyword(String word) {
        if (CONDITIONS.contains(word)) {
            condition = true;
        } else if (ROWS.contains(word)) {
            condition = outer.peek();
        }
    }
}
