package dev.gather.source;

/** Whether the answers to a call may be kept and given again. */
public enum Reuse {
    /** Never, since it may change something, or shows what is in its session. */
    NEVER,
    /** For a time that the composition says. */
    FOR_A_TIME,
    /** Also for as long as each answer says itself. */
    AS_ANSWERED
}
