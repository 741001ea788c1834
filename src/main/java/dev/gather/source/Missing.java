package dev.gather.source;

/** What an absent row, or a 404 from an upstream, means for the source. */
public enum Missing {
    /** The source fails. */
    FAILS,
    /** Its value is null. */
    NULL,
    /** The status of the whole answer is 404. */
    NOT_FOUND
}
