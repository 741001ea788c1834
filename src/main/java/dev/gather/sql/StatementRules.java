package dev.gather.sql;

import java.util.Optional;

/** Says word by word whether a statement is one that its source may have. */
public interface StatementRules {
    /**
     * What is wrong with a statement.
     *
     * @param fault what is wrong
     * @param remedy what to write instead
     */
    record Fault(String fault, String remedy) {}

    /**
     * Looks at the next word or character; what is wrong with it, if anything.
     *
     * @param word in upper case
     * @param called whether a parenthesis follows, so that a word is a function
     */
    Optional<Fault> see(String word, boolean called);

    /** What is wrong with the statement as a whole, after its last word. */
    Optional<Fault> end();
}
