package dev.gather.sql;

import java.util.Optional;
import java.util.Set;

/** Lets a statement read, and nothing else. */
final class ReadingRules implements StatementRules {
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

    private final String datasource;
    private String first = "";
    private String previous = "";
    private int depth;

    /** @param datasource the name of the source's datasource */
    ReadingRules(String datasource) {
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
        if (WritingRules.WRITING.contains(word)) {
            return Optional.of(writes(word));
        }
        return READING.contains(word)
                ? Optional.empty()
                : Optional.of(new Fault("'" + word + "' does not start a reading statement", "a source is one SELECT"));
    }

    private Optional<Fault> next(String word, boolean called) {
        Optional<Fault> session = session(word, called);
        if (session.isPresent()) {
            return session;
        }
        if (!NEVER_READING.contains(word) || (ALSO_FUNCTIONS.contains(word) && called)) {
            return Optional.empty();
        }
        boolean main = first.equals("WITH") && depth == 0 && previous.equals(")");
        return Optional.of(
                main && WritingRules.WRITING.contains(word)
                        ? writes(word)
                        : new Fault(word + " does more than read", "a source is one reading statement"));
    }

    /** What changes the session, or shows what other statements left in it. */
    private Optional<Fault> session(String word, boolean called) {
        String fault = "";
        if (UNPREPARED.contains(word)
                && (first.equals("SHOW") || (word.equals("CONNECTION") && previous.equals("FOR")))) {
            fault = word + " shows what other statements did, and cannot be prepared";
        } else if (word.equals("=") && previous.equals(":")) {
            fault = ":= sets a variable of the session";
        } else if (LOCKS.contains(word) && called) {
            fault = word + " changes locks of the session";
        } else if (word.equals("SHARE") && previous.equals("FOR")) {
            fault = "FOR SHARE locks rows";
        }
        return fault.isEmpty() ? Optional.empty() : Optional.of(new Fault(fault, "a source is one reading statement"));
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
