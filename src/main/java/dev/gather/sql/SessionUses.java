package dev.gather.sql;

/** Finds the {@link SessionUse} of one statement. */
public interface SessionUses {
    /** Looks at the next word or character, in upper case. */
    void see(String word);

    /** The use by the statement, after all its words. */
    SessionUse use();
}
