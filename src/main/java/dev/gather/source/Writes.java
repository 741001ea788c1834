package dev.gather.source;

/** Whether a call changes anything in its backend, as its composition says. */
public enum Writes {
    /** It only reads, as far as Gather knows. */
    NO,
    /** It writes; a route that must be safe to repeat, such as one with GET, cannot use it. */
    YES,
    /** It writes what any request may write, such as a counter or the time of the last visit. */
    SAFE
}
