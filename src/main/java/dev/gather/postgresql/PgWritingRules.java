package dev.gather.postgresql;

import dev.gather.sql.StatementRules;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a statement of PostgreSQL be one INSERT, UPDATE, DELETE or MERGE, with what it selects inside of it. Refuses what else it
 * could do: write twice, change the session, keep a lock.
 */
final class PgWritingRules implements StatementRules {
    /** Words that start a writing statement. */
    static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

    private static final Set<String> NEVER = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "CALL", "COPY", "LOCK");
    private static final String REMEDY = "a source that writes is one INSERT, UPDATE, DELETE or MERGE";

    private boolean started;
    private String verb = "";
    private String previous = "";
    private int depth;

    @Override
    public Optional<Fault> see(String word, boolean called) {
        depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
        Optional<Fault> fault = fault(word, called);
        started = true;
        previous = word;
        return fault;
    }

    private Optional<Fault> fault(String word, boolean called) {
        if (!started && !WRITING.contains(word) && !word.equals("WITH")) {
            return Optional.of(noVerb("'" + word + "' does not start a writing statement", word));
        }
        boolean main = !started || (depth == 0 && previous.equals(")"));
        if (verb.isEmpty() && main && WRITING.contains(word)) {
            verb = word;
            return Optional.empty();
        }
        if (verb.isEmpty() && depth == 0 && previous.equals(")") && PgReadingRules.READING.contains(word)) {
            return Optional.of(noVerb("the statement does not write", word));
        }
        return next(word, called);
    }

    private static Fault noVerb(String fault, String word) {
        return new Fault(fault, PgReadingRules.READING.contains(word) ? "remove writes" : REMEDY);
    }

    private Optional<Fault> next(String word, boolean called) {
        if (word.equals("INTO") && !previous.equals("INSERT") && !previous.equals("MERGE")) {
            return Optional.of(new Fault("INTO does more than write rows", "INTO follows INSERT or MERGE"));
        }
        if (NEVER.contains(word) && !isPart()) {
            return Optional.of(new Fault(word + " does more than one write", REMEDY));
        }
        return called && SessionFunctions.isRefused(word)
                ? Optional.of(new Fault(
                        "a writing statement cannot use settings and locks of the session",
                        "write the value here: {% … %}"))
                : Optional.empty();
    }

    /** Whether the word belongs to the one write: ON CONFLICT DO UPDATE, what a MERGE does, or FOR UPDATE. */
    private boolean isPart() {
        return previous.equals("DO") || previous.equals("THEN") || previous.equals("FOR") || previous.equals("KEY");
    }

    @Override
    public Optional<Fault> end() {
        return verb.isEmpty() ? Optional.of(noVerb("there is no writing statement here", "")) : Optional.empty();
    }
}
