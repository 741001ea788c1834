package dev.gather.source;

/** A part of the application that can run through its work once, before SnapStart takes a snapshot of it. */
public interface Priming {
    /** Runs through the work, without any effect on others. It leaves no connection behind and never fails. */
    void prime();
}
