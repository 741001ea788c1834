package dev.gather.sql;

import java.util.Set;

/**
 * Finds out what a statement has to do with its session, from its words alone, and rather finds too much: a function that
 * is not known to leave nothing may be anybody's.
 */
final class SessionUseFinder {
    /** Functions that tell what the statement before did, or what an earlier one inserted. */
    private static final Set<String> TELLING = Set.of("FOUND_ROWS", "ROW_COUNT", "LAST_INSERT_ID");

    /** After SHOW: what an earlier statement left. */
    private static final Set<String> SHOWN = Set.of("WARNINGS", "ERRORS", "STATUS", "PROFILE", "PROFILES");

    /** Variables of the session that statements change without naming them. */
    private static final Set<String> CHANGING =
            Set.of("WARNING_COUNT", "ERROR_COUNT", "LAST_INSERT_ID", "IDENTITY", "INSERT_ID");

    /** Words before a new name, after which a parenthesis starts a list of columns or the size of a type. */
    private static final Set<String> NAMING = Set.of("WITH", "RECURSIVE", "AS");

    /** The end of a quoted name, and characters of names. */
    private static final Set<String> NAMES_OF_ONE = Set.of("`", "\"", "_", "$", ".");

    private SessionUse use = SessionUse.NONE;
    private boolean shows;
    private boolean first = true;
    private String previous = "";
    private String beforePrevious = "";

    /** The next word or character, in upper case. */
    void see(String word) {
        shows |= first && word.equals("SHOW");
        first = false;
        if (word.equals("(") && isName(previous) && !NAMING.contains(beforePrevious)) {
            call(previous);
        } else if (word.indexOf('@') >= 0) {
            variable(word);
        } else if (shows && SHOWN.contains(word)) {
            use = SessionUse.READS;
        }
        boolean continues = previous.endsWith(".") && isName(word);
        beforePrevious = continues ? beforePrevious : previous;
        previous = continues ? previous + word : word;
    }

    /** All that there is to know of the statement, once it has been seen. */
    SessionUse use() {
        return use;
    }

    private void call(String function) {
        if (TELLING.contains(function)) {
            use = SessionUse.READS;
        } else if (!HarmlessFunctions.contains(function)) {
            leaves();
        }
    }

    private void variable(String name) {
        String system =
                name.startsWith("@@") ? name.substring(name.lastIndexOf('.') < 0 ? 2 : name.lastIndexOf('.') + 1) : "";
        if (CHANGING.contains(system)) {
            use = SessionUse.READS;
        } else if (system.isEmpty()) {
            leaves();
        }
    }

    private void leaves() {
        use = use == SessionUse.READS ? use : SessionUse.LEAVES;
    }

    private static boolean isName(String word) {
        boolean letter = word.length() == 1 && Character.isLetterOrDigit(word.charAt(0));
        return letter || word.length() > 1 || NAMES_OF_ONE.contains(word);
    }
}
