package dev.gather.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names that stand where a statement names tables, as written; those in quotes are not among them. */
final class NamedTables {
    private static final Set<String> BEFORE = Set.of("FROM", "JOIN", "STRAIGHT_JOIN", "UPDATE", "INTO");

    private NamedTables() {}

    static List<String> in(String sql, SqlScanner scanner) {
        List<String> tables = new ArrayList<>();
        String previous = "";
        for (SqlScanner.Token token : scanner.scan(sql, true)) {
            boolean name = Character.isLetter(token.text().charAt(0));
            if (name && BEFORE.contains(previous) && !tables.contains(token.text())) {
                tables.add(token.text());
            }
            previous = token.text().toUpperCase(Locale.ROOT);
        }
        return tables;
    }
}
