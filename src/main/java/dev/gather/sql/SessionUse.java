package dev.gather.sql;

/** What a statement has to do with its session, beside reading tables. */
enum SessionUse {
    /** Nothing that another statement could see. */
    NONE,
    /** It may leave something: a variable, a lock, a function's side effects. */
    LEAVES,
    /** It shows what earlier statements left, such as warnings and counts, and may leave something, too. */
    READS
}
