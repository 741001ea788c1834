package dev.gather.source;

/** Whether the answers to a call may be kept and given again. */
public enum Reuse {
    /** Never, since it may change something, or shows what is in its session. */
    NEVER,
    /** For a time that the source itself says, since only its author knows that the request changes nothing. */
    WHERE_SAID,
    /** For a time that the composition, or the configuration, says. */
    FOR_A_TIME,
    /** Also for as long as each answer says itself. */
    AS_ANSWERED
}
