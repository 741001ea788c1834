package dev.gather.postgresql;

import dev.gather.sql.StatementRules;
import java.util.Optional;
import java.util.Set;

/** Lets a statement of PostgreSQL read, and nothing else. */
final class PgReadingRules implements StatementRules {
    /** Words that start a reading statement. */
    static final Set<String> READING = Set.of("SELECT", "WITH", "TABLE", "VALUES", "SHOW", "EXPLAIN");

    private static final Set<String> NEVER_READING =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "INTO", "CALL", "COPY", "LOCK");

    /** After FOR, and FOR NO KEY or FOR KEY: what locks rows. */
    private static final Set<String> BEFORE_LOCK = Set.of("FOR", "KEY");

    private final String datasource;
    private String first = "";
    private String previous = "";
    private int depth;

    /** @param datasource the name of the source's datasource */
    PgReadingRules(String datasource) {
        this.datasource = datasource;
    }

    @Override
    public Optional<Fault> see(String word, boolean called) {
        depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
        Optional<Fault> fault = first.isEmpty() && !word.equals("(") ? start(word) : next(word, called);
        previous = word;
        return fault;
    }

    private Optional<Fault> start(String word) {
        first = word;
        if (PgWritingRules.WRITING.contains(word)) {
            return Optional.of(writes(word));
        }
        return READING.contains(word)
                ? Optional.empty()
                : Optional.of(new Fault("'" + word + "' does not start a reading statement", "a source is one SELECT"));
    }

    private Optional<Fault> next(String word, boolean called) {
        if (called && SessionFunctions.isRefused(word)) {
            return refused(word + " changes the session, or what other sessions do");
        }
        if ((word.equals("SHARE") || word.equals("UPDATE")) && BEFORE_LOCK.contains(previous)) {
            return refused("FOR " + word + " locks rows");
        }
        if (!NEVER_READING.contains(word)) {
            return Optional.empty();
        }
        boolean main = first.equals("WITH") && depth == 0 && previous.equals(")");
        return main && PgWritingRules.WRITING.contains(word)
                ? Optional.of(writes(word))
                : refused(word + " does more than read");
    }

    private static Optional<Fault> refused(String fault) {
        return Optional.of(new Fault(fault, "a source is one reading statement"));
    }

    private Fault writes(String word) {
        return new Fault(
                word + " writes, and the source does not say so",
                "add writes: true, which gather.datasources." + datasource + ".writes=true has to allow");
    }

    @Override
    public Optional<Fault> end() {
        return first.isEmpty()
                ? Optional.of(new Fault("there is no statement here", "write one SELECT"))
                : Optional.empty();
    }
}
