package dev.gather.source;

/** A part of the application that prepares for the first request while the function starts. */
public interface Warming {
    /** Begins, in the background: returns at once, delays nothing and never fails. */
    void warm();
}
