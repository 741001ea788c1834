package dev.gather.sql;

import java.util.Optional;
import java.util.Set;

/**
 * Lets a statement be one INSERT, REPLACE, UPDATE or DELETE, with what it selects inside of it. Refuses what else it could do:
 * write a file, change the session, keep a lock.
 */
final class WritingRules implements StatementRules {
    /** Words that start a writing statement. */
    static final Set<String> WRITING = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE");

    private static final Set<String> AFTER_WITH = Set.of("UPDATE", "DELETE");
    private static final Set<String> INSERTING = Set.of("INSERT", "REPLACE");
    private static final Set<String> BEFORE_INTO = Set.of("LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "IGNORE");
    private static final Set<String> NEVER = Set.of("CALL", "LOAD", "LOCK", "INSERT", "REPLACE", "UPDATE", "DELETE");

    private boolean started;
    private String verb = "";
    private String previous = "";
    private boolean beforeInto;
    private int depth;

    @Override
    public Optional<Fault> see(String word, boolean called) {
        depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
        Optional<Fault> fault = fault(word, called);
        beforeInto = started ? beforeInto && BEFORE_INTO.contains(word) : INSERTING.contains(word);
        started = true;
        previous = word;
        return fault;
    }

    private Optional<Fault> fault(String word, boolean called) {
        if (!started) {
            return start(word);
        }
        return verb.isEmpty() && depth == 0 && previous.equals(")") ? afterWith(word) : next(word, called);
    }

    private Optional<Fault> start(String word) {
        if (WRITING.contains(word)) {
            verb = word;
        } else if (!word.equals("WITH")) {
            return Optional.of(noVerb("'" + word + "' does not start a writing statement", word));
        }
        return Optional.empty();
    }

    private Optional<Fault> afterWith(String word) {
        if (AFTER_WITH.contains(word)) {
            verb = word;
            return Optional.empty();
        }
        if (INSERTING.contains(word)) {
            return Optional.of(new Fault(word + " cannot follow WITH", "write WITH before its SELECT"));
        }
        return ReadingRules.READING.contains(word)
                ? Optional.of(noVerb("the statement does not write", word))
                : next(word, false);
    }

    private static Fault noVerb(String fault, String word) {
        return new Fault(
                fault,
                ReadingRules.READING.contains(word)
                        ? "remove writes"
                        : "a source that writes is one INSERT, UPDATE, DELETE or REPLACE");
    }

    private Optional<Fault> next(String word, boolean called) {
        if (word.equals("INTO") && !beforeInto) {
            return Optional.of(new Fault("INTO does more than write rows", "INTO follows INSERT or REPLACE"));
        }
        if (NEVER.contains(word) && !isPart(word, called)) {
            return Optional.of(new Fault(
                    word + " does more than one write",
                    "a source that writes is one INSERT, UPDATE, DELETE or REPLACE"));
        }
        return changesSession(word)
                ? Optional.of(new Fault(
                        "a writing statement cannot use variables and locks of the session",
                        "write the value here: {% … %}"))
                : Optional.empty();
    }

    /** Whether the word belongs to the one write: a function, or ON DUPLICATE KEY UPDATE. */
    private boolean isPart(String word, boolean called) {
        return (INSERTING.contains(word) && called)
                || (word.equals("UPDATE") && previous.equals("KEY") && verb.equals("INSERT") && depth == 0);
    }

    private boolean changesSession(String word) {
        boolean variable = word.indexOf('@') >= 0 && !word.startsWith("@@");
        boolean assignment = word.equals("=") && previous.equals(":");
        return variable || assignment || ReadingRules.LOCKS.contains(word);
    }

    @Override
    public Optional<Fault> end() {
        return verb.isEmpty() ? Optional.of(noVerb("there is no writing statement here", "")) : Optional.empty();
    }
}
