package dev.gather.source;

/** What a cache did for a request. */
public enum CacheUse {
    /** It gave a fresh answer. */
    HIT,
    /** It had no fresh answer, so that the backend was asked. */
    MISS,
    /** It asked whether the answer that it had is still valid, and it is. */
    REVALIDATED,
    /** It gave an answer that was no longer fresh. */
    STALE,
    /** The answer came from the request of another execution. */
    SHARED;

    /** The name in reports. */
    public String inReport() {
        return switch (this) {
            case HIT -> "hits";
            case MISS -> "misses";
            case REVALIDATED -> "revalidated";
            case STALE -> "stale";
            case SHARED -> "shared";
        };
    }
}
