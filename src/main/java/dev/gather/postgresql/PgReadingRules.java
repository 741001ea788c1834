package dev.gather.postgresql;

import dev.gather.sql.ReadingStatement;
import java.util.Optional;
import java.util.Set;

/** Lets a statement of PostgreSQL read, and nothing else. */
final class PgReadingRules extends ReadingStatement {
    /** Words that start a reading statement. */
    static final Set<String> READING = Set.of("SELECT", "WITH", "TABLE", "VALUES", "SHOW", "EXPLAIN");

    private static final Set<String> NEVER_READING =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "INTO", "CALL", "COPY", "LOCK");

    /** After FOR, and FOR NO KEY or FOR KEY: what locks rows. */
    private static final Set<String> BEFORE_LOCK = Set.of("FOR", "KEY");

    /** @param datasource the name of the source's datasource */
    PgReadingRules(String datasource) {
        super(datasource, READING, PgWritingRules.WRITING);
    }

    @Override
    protected Optional<Fault> next(String word, boolean called) {
        if (called && SessionFunctions.isRefused(word)) {
            return refused(word + " changes the session, or what other sessions do");
        }
        if ((word.equals("SHARE") || word.equals("UPDATE")) && BEFORE_LOCK.contains(previous())) {
            return refused("FOR " + word + " locks rows");
        }
        return NEVER_READING.contains(word) ? neverReads(word) : Optional.empty();
    }
}
