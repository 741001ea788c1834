package dev.gather.sql;

import java.util.Optional;
import java.util.Set;

/** Lets a statement read, and nothing else. */
final class ReadingRules extends ReadingStatement {
    /** Words that start a reading statement. */
    static final Set<String> READING =
            Set.of("SELECT", "WITH", "TABLE", "VALUES", "SHOW", "DESCRIBE", "DESC", "EXPLAIN");

    private static final Set<String> NEVER_READING =
            Set.of("INSERT", "REPLACE", "UPDATE", "DELETE", "INTO", "CALL", "LOAD", "LOCK");
    /** Functions that take locks, or give up those that somebody else relies on. */
    static final Set<String> LOCKS = Set.of("GET_LOCK", "RELEASE_LOCK", "RELEASE_ALL_LOCKS");

    /** After SHOW, or EXPLAIN FOR: what MySQL does not prepare. */
    private static final Set<String> UNPREPARED = Set.of("WARNINGS", "ERRORS", "CONNECTION");

    /** Words that are functions if a parenthesis follows. */
    private static final Set<String> ALSO_FUNCTIONS = Set.of("INSERT", "REPLACE");

    /** @param datasource the name of the source's datasource */
    ReadingRules(String datasource) {
        super(datasource, READING, WritingRules.WRITING);
    }

    @Override
    protected Optional<Fault> next(String word, boolean called) {
        Optional<Fault> session = session(word, called);
        if (session.isPresent()) {
            return session;
        }
        return !NEVER_READING.contains(word) || (ALSO_FUNCTIONS.contains(word) && called)
                ? Optional.empty()
                : neverReads(word);
    }

    /** What changes the session, or shows what other statements left in it. */
    private Optional<Fault> session(String word, boolean called) {
        if (UNPREPARED.contains(word)
                && (first().equals("SHOW")
                        || (word.equals("CONNECTION") && previous().equals("FOR")))) {
            return refused(word + " shows what other statements did, and cannot be prepared");
        }
        if (word.equals("=") && previous().equals(":")) {
            return refused(":= sets a variable of the session");
        }
        if (LOCKS.contains(word) && called) {
            return refused(word + " changes locks of the session");
        }
        return word.equals("SHARE") && previous().equals("FOR") ? refused("FOR SHARE locks rows") : Optional.empty();
    }
}
