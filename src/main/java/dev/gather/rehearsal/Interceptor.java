package dev.gather.rehearsal;

import dev.gather.source.Attempt;
import dev.gather.source.Call;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.source.SourceKind;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Stands between sources and their backends. */
public interface Interceptor {
    /**
     * A request on its way.
     *
     * @param source the source's name
     * @param element the index of the element that is asked for; empty without {@code forEach}
     * @param call what made the request
     * @param request the request
     * @param outline the request as the lock file has it, without its values; empty if it is not known
     */
    record Asked(String source, Optional<Integer> element, Call call, Request request, Optional<String> outline) {}

    /** Called when a request has been made, which may be equal to another one and then is not sent. */
    default void rendered(Asked asked) {}

    /** Answers an attempt, or passes it on; called once per subscription. */
    Uni<Fetched> answer(Asked asked, Attempt attempt);

    /** A kind of source whose requests this one answers. */
    default SourceKind around(SourceKind kind) {
        return new InterceptedKind(kind, this);
    }
}
