package dev.gather.source;

/** What it means that an upstream does not have what was asked for: an absent row, or HTTP's 404. */
public enum Missing {
    /** The source has failed. */
    FAILS,
    /** The source's value is null. */
    NULL,
    /** The whole answer is 404. */
    NOT_FOUND
}
