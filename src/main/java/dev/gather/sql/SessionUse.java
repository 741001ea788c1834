package dev.gather.sql;

/** How a statement depends on the state of its session, and changes it. */
public enum SessionUse {
    /** It neither changes nor shows the session's state. */
    NONE,
    /** It may change the state: a variable, a lock, a function's side effects. */
    LEAVES,
    /** It shows what earlier statements left, such as warnings and counts, and may also change the state. */
    READS
}
