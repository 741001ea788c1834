package dev.gather.sql;

import java.util.Optional;
import java.util.Set;

/** What the rules of a reading statement have in common on all databases: how it starts, and what is said of one that writes. */
public abstract class ReadingStatement implements StatementRules {
    private final String datasource;
    private final Set<String> reading;
    private final Set<String> writing;
    private String first = "";
    private String previous = "";
    private int depth;

    /**
     * @param datasource the name of the source's datasource
     * @param reading words that start a reading statement
     * @param writing words that start a writing statement
     */
    protected ReadingStatement(String datasource, Set<String> reading, Set<String> writing) {
        this.datasource = datasource;
        this.reading = reading;
        this.writing = writing;
    }

    /** What is wrong with a word that is not the first one, if anything. */
    protected abstract Optional<Fault> next(String word, boolean called);

    /** The first word. */
    protected final String first() {
        return first;
    }

    /** The word before. */
    protected final String previous() {
        return previous;
    }

    @Override
    public final Optional<Fault> see(String word, boolean called) {
        depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
        Optional<Fault> fault = first.isEmpty() && !word.equals("(") ? start(word) : next(word, called);
        previous = word;
        return fault;
    }

    private Optional<Fault> start(String word) {
        first = word;
        if (writing.contains(word)) {
            return Optional.of(writes(word));
        }
        return reading.contains(word)
                ? Optional.empty()
                : Optional.of(new Fault("'" + word + "' does not start a reading statement", "a source is one SELECT"));
    }

    /** The fault of a word that never reads: after WITH it may be what the whole statement does. */
    protected final Optional<Fault> neverReads(String word) {
        boolean main = first.equals("WITH") && depth == 0 && previous.equals(")");
        return main && writing.contains(word) ? Optional.of(writes(word)) : refused(word + " does more than read");
    }

    /** A fault whose remedy is another statement. */
    protected static Optional<Fault> refused(String fault) {
        return Optional.of(new Fault(fault, "a source is one reading statement"));
    }

    private Fault writes(String word) {
        return new Fault(
                word + " writes, and the source does not say so",
                "add writes: true, which gather.datasources." + datasource + ".writes=true has to allow");
    }

    @Override
    public final Optional<Fault> end() {
        return first.isEmpty()
                ? Optional.of(new Fault("there is no statement here", "write one SELECT"))
                : Optional.empty();
    }
}
