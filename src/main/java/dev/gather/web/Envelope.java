package dev.gather.web;

/**
 * The form in which a front door sends answers.
 *
 * @param <T> that form
 */
public interface Envelope<T> {
    /** Whether an answer's content may be binary, and so compressed. */
    boolean takesBinary();

    /**
     * The answer in the door's form.
     *
     * @throws dev.gather.failure.Failure if it is larger than the door can send
     */
    T seal(WebAnswer answer);
}
