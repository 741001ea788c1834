package dev.gather.postgresql;

import dev.gather.sql.SessionUse;
import dev.gather.sql.SessionUses;
import java.util.Set;

/**
 * Determines the use that a statement of PostgreSQL makes of its session from its words alone. When in doubt it assumes a use: a
 * function that is not known to be harmless may leave anything in the session.
 */
final class PgSessionUses implements SessionUses {
    /** Words before a new name, where a parenthesis after the name starts a list of columns or the size of a type. */
    private static final Set<String> NAMING = Set.of("WITH", "RECURSIVE", "AS", ",", ":", "INTO");

    private SessionUse use = SessionUse.NONE;
    private String previous = "";
    private String beforePrevious = "";

    @Override
    public void see(String word) {
        boolean isCall = word.equals("(") && isName(previous);
        if (isCall && SessionFunctions.isTelling(previous)) {
            use = SessionUse.READS;
        } else if (isCall && !isNaming() && !SessionFunctions.isHarmless(previous)) {
            use = use == SessionUse.READS ? use : SessionUse.LEAVES;
        }
        beforePrevious = previous;
        previous = word;
    }

    /** A comma may come before a name in WITH, and before a function. */
    private boolean isNaming() {
        return NAMING.contains(beforePrevious) && !beforePrevious.equals(",");
    }

    @Override
    public SessionUse use() {
        return use;
    }

    private static boolean isName(String word) {
        if (word.isEmpty()) {
            return false;
        }
        char last = word.charAt(word.length() - 1);
        return Character.isLetterOrDigit(last) || last == '_' || last == '$' || last == '"' || last >= 0x80;
    }
}
