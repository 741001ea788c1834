package dev.gather.source;

/** One state of a backend that the sources of one execution read. */
public interface Snapshot {
    /** Nothing reads it any more: what it holds is given back, and what still runs is stopped. Ends once, and never fails. */
    void end();
}
