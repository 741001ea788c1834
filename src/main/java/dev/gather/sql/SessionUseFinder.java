package dev.gather.sql;

import java.util.Set;

/**
 * Determines a statement's {@link SessionUse} from its words alone. When in doubt it assumes a use: a function that is not
 * among the {@link HarmlessFunctions} may leave anything in the session.
 */
final class SessionUseFinder implements SessionUses {
    /** Functions whose result depends on earlier statements. */
    private static final Set<String> TELLING = Set.of("FOUND_ROWS", "ROW_COUNT", "LAST_INSERT_ID");

    /** After SHOW: words whose result depends on earlier statements. */
    private static final Set<String> SHOWN = Set.of("WARNINGS", "ERRORS", "STATUS", "PROFILE", "PROFILES");

    /** Variables of the session that statements change without naming them. */
    private static final Set<String> CHANGING =
            Set.of("WARNING_COUNT", "ERROR_COUNT", "LAST_INSERT_ID", "IDENTITY", "INSERT_ID");

    /** Words before a new name, where a parenthesis after the name starts a list of columns or the size of a type. */
    private static final Set<String> NAMING = Set.of("WITH", "RECURSIVE", "AS");

    /** Names of one character: the end of a quoted name, and special characters of names. */
    private static final Set<String> NAMES_OF_ONE = Set.of("`", "\"", "_", "$", ".");

    private SessionUse use = SessionUse.NONE;
    private boolean shows;
    private boolean first = true;
    private String previous = "";
    private String beforePrevious = "";

    @Override
    public void see(String word) {
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

    @Override
    public SessionUse use() {
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
