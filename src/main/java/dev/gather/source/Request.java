package dev.gather.source;

import dev.gather.failure.Failure;
import dev.gather.trace.CallKind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request, ready to be sent. Equal requests of a source are sent once per execution, unless they write. */
public interface Request {
    /**
     * Sends the request, once per subscription. Cancelling the subscription stops the request on the wire where the
     * protocol allows it.
     *
     * @param attempt the limits
     * @return the answer; fails with a {@link Failure}
     */
    Uni<Fetched> send(Attempt attempt);

    /**
     * What the request makes of an answer that a test gives in place of the backend.
     *
     * @throws Failure as {@link #send} fails with that answer
     */
    default Fetched accept(GivenAnswer answer, Attempt attempt) {
        return new Fetched(answer.value(), 1, "answers");
    }

    /** A copy whose answers also say all that {@link #given} has to know; itself if they do so anyway. */
    default Request detailed() {
        return this;
    }

    /** What a test has to give for {@link #accept} to make the same of it: of an answer to a {@link #detailed} request. */
    default GivenAnswer given(Fetched fetched) {
        return new GivenAnswer(GivenAnswer.OK, Map.of(), fetched.value());
    }

    /** The request in a line, for people, and where its kind has such a form as tests name it. */
    default String line() {
        return key();
    }

    /** How its answers go on, if they come page after page. */
    default Optional<Paged> paged() {
        return Optional.empty();
    }

    /** The upstream, datasource or server of Redis that it goes to. */
    Backend backend();

    /** What traces say of such requests: no value, and nothing that is secret. */
    default CallKind traced() {
        return new CallKind(backend().name(), Map.of());
    }

    /** The timeout of an attempt if the source has none of its own; that of the backend. */
    default Optional<Duration> timeout() {
        return Optional.empty();
    }

    /**
     * Identifies the request among those of its source: equal requests have equal keys, others do not. It is a string since
     * a {@code HashMap} orders strings whose hashes collide, and so stays fast whatever values a caller chooses.
     */
    String key();

    /** What a cache has to know of it; empty if its answers must not be kept. */
    default Optional<Cacheable> cacheable() {
        return Optional.empty();
    }

    /**
     * A copy that asks for an answer only if it is not the one that a cache has; if it is, the answer has the status 304.
     *
     * @param conditions headers that say so
     */
    default Request conditional(Map<String, String> conditions) {
        return this;
    }

    /**
     * The resources that have changed if it was answered so.
     *
     * @param answer that to a {@link #detailed} request; empty if none came, though it may have been done
     * @return as {@link Cacheable#resource()} names them; none if it only reads
     */
    default Set<String> changed(Optional<Fetched.Response> answer) {
        return Set.of();
    }

    /** The part of an answer's value that a cache has to keep beside its {@link Fetched.Response}. */
    default @Nullable Object content(Fetched fetched) {
        return fetched.value();
    }

    /** The value that {@link #content} is a part of. */
    default @Nullable Object value(@Nullable Object content, Optional<Fetched.Response> response) {
        return content;
    }

    /** Whether equal requests are sent once, and share the answer; each of two equal writes has to be done. */
    default boolean isShared() {
        return true;
    }

    /** Makes a key from the parts of a request; different lists of parts have different keys. */
    static String key(Iterable<?> parts) {
        StringBuilder key = new StringBuilder();
        for (Object part : parts) {
            String text = String.valueOf(part);
            String type = part == null ? "null" : part.getClass().getSimpleName();
            key.append(type).append(text.length()).append(':').append(text);
        }
        return key.toString();
    }
}
