package dev.gather.json;

/** A value that knows how it is written. */
interface Written {
    /** Writes it as JSON. */
    void write(JsonOutput output);
}
