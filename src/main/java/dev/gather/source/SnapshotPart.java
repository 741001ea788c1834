package dev.gather.source;

/** What a call has to do with the snapshot of its composition. */
public enum SnapshotPart {
    /** Nothing: its backend has no snapshots. */
    NONE,
    /** It reads the snapshot. */
    READS,
    /** It shows what happened in its session, and so needs one of its own. */
    OWN_SESSION,
    /** It writes, which the snapshot would not show. */
    WRITES
}
