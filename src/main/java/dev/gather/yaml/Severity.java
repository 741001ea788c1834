package dev.gather.yaml;

import java.util.Locale;

/** How bad a problem is. */
public enum Severity {
    /** The file cannot be used. */
    ERROR,
    /** The file can be used, and is probably not what its author means. */
    WARNING;

    /** The word for it, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
