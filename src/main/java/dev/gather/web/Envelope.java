package dev.gather.web;

/**
 * Puts answers into the form that a front door sends.
 *
 * @param <T> the type of that form
 */
public interface Envelope<T> {
    /** Whether an answer's content may be binary, and therefore compressed. */
    boolean takesBinary();

    /**
     * The answer in the door's form.
     *
     * @throws dev.gather.failure.Failure if it is larger than the door's limit
     */
    T seal(WebAnswer answer);
}
