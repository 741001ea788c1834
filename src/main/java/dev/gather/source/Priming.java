package dev.gather.source;

/** A part of the application that warms itself up before SnapStart takes a snapshot. */
public interface Priming {
    /** Runs typical work once, without effects outside of the process. Leaves no connection open and never fails. */
    void prime();
}
