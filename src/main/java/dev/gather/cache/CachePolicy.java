package dev.gather.cache;

import dev.gather.source.Cacheable;
import dev.gather.source.Fetched;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a source keeps its answers.
 *
 * @param time how long each is fresh; empty to follow what it says itself, as HTTP has it
 * @param staleOnFailure how long after that it may be given where the backend fails; empty for none or, with HTTP, for what the
 *     answer says
 */
public record CachePolicy(Optional<Duration> time, Optional<Duration> staleOnFailure) {
    private static final Duration FOR_EVER = Duration.ofDays(365_000);

    /** What may be done with an answer that is kept. */
    public enum Use {
        /** It is given. */
        FRESH,
        /** It is given, since the request takes one that is not fresh. */
        STALE,
        /** It is given, and the backend is asked for another at the same time. */
        STALE_WHILE_ASKING,
        /** The backend is asked. */
        NONE
    }

    /** Whether answers say how long they are fresh. */
    public boolean isByHeaders() {
        return time.isEmpty();
    }

    /** Whether a request is sent as if there were no cache. */
    public boolean isForBackend(Cacheable request) {
        return isByHeaders() && HttpRules.isForUpstream(request);
    }

    /** Whether a request may wait for the answer to an equal one that is under way. */
    public boolean mayBeShared(Cacheable request) {
        return !isByHeaders() || (!HttpRules.isForUpstream(request) && !isCheckedFirst(request));
    }

    /** Whether an answer to an equal request may be given to another that waits for it. */
    public boolean mayBeShared(Cacheable request, KeptAnswer answer) {
        return !isByHeaders()
                || answer.response()
                        .filter(response -> HttpRules.mayBeShared(request, response))
                        .isPresent();
    }

    /** Whether an answer may be kept, as far as that does not depend on how long it is fresh. */
    public boolean mayBeKept(Cacheable request, Optional<Fetched.Response> response) {
        return !isByHeaders()
                || response.filter(known -> HttpRules.mayBeKept(request, known)).isPresent();
    }

    /** Whether a request is to be answered with what is kept, or not at all. */
    public boolean isForCacheOnly(Cacheable request) {
        return isByHeaders() && control(request).has("only-if-cached");
    }

    private static CacheControl control(Cacheable request) {
        return CacheControl.of(request.headers().get("cache-control"));
    }

    /** What may be done with an answer now. */
    public Use use(Entry entry, Cacheable request, Moment now) {
        Freshness freshness = entry.freshness();
        Duration age = entry.age(now);
        if (!isByHeaders()) {
            return freshness.isFresh(age) ? Use.FRESH : Use.NONE;
        }
        if (!isWelcome(freshness, age, request)) {
            return Use.NONE;
        }
        if (freshness.isFresh(age)) {
            return Use.FRESH;
        }
        if (freshness.within(longestStale(control(request)), age)) {
            return Use.STALE;
        }
        return freshness.mayBeGivenWhileAsking(age) ? Use.STALE_WHILE_ASKING : Use.NONE;
    }

    /** Whether a request takes an answer of that age, if that is fresh. */
    private static boolean isWelcome(Freshness freshness, Duration age, Cacheable request) {
        CacheControl control = control(request);
        boolean tooOld =
                control.time("max-age").filter(most -> age.compareTo(most) >= 0).isPresent();
        boolean tooShort = control.time("min-fresh")
                .filter(least -> !freshness.isFresh(age.plus(least)))
                .isPresent();
        return !isCheckedFirst(request) && !tooOld && !tooShort;
    }

    private static boolean isCheckedFirst(Cacheable request) {
        CacheControl control = control(request);
        return control.has("no-cache")
                || (control.directives().isEmpty()
                        && "no-cache".equals(request.headers().get("pragma")));
    }

    private static Duration longestStale(CacheControl control) {
        return "".equals(control.directives().get("max-stale"))
                ? FOR_EVER
                : control.time("max-stale").orElse(Duration.ZERO);
    }

    /** Whether an answer may be given now, as the backend has failed. */
    public boolean mayBeGivenOnFailure(Entry entry, Moment now) {
        return entry.freshness().mayBeGivenOnFailure(entry.age(now));
    }

    /** What the header {@code age} of an answer says that is given again; empty if there is none. */
    public Optional<Duration> shownAge(Entry entry, Moment now) {
        return isByHeaders() ? Optional.of(entry.age(now)) : Optional.empty();
    }

    /** The headers that ask for an answer only if it is not the one that is kept; none if there is nothing to tell it by. */
    public Map<String, String> conditions(Entry entry) {
        return isByHeaders()
                ? entry.answer().response().map(HttpRules::conditions).orElse(Map.of())
                : Map.of();
    }

    /**
     * What is kept of an answer; empty if it must not be, or is of no use.
     *
     * @param answer the answer, with its response where answers say how long they are fresh
     * @param asked when it was asked for
     */
    public Optional<Entry> entry(Cacheable request, KeptAnswer answer, Moment asked, Moment received, int version) {
        if (time.isPresent()) {
            Freshness lasting = Freshness.lasting(time.get(), staleOnFailure.orElse(Duration.ZERO));
            return Optional.of(new Entry(answer, lasting, received, version));
        }
        return answer.response()
                .filter(response -> HttpRules.mayBeKept(request, response))
                .map(response -> new Entry(answer, freshness(response, asked, received), received, version))
                .filter(CachePolicy::isOfUse);
    }

    private Freshness freshness(Fetched.Response response, Moment asked, Moment received) {
        return HttpRules.freshness(response, asked, received, staleOnFailure);
    }

    private static boolean isOfUse(Entry entry) {
        Duration age = entry.freshness().initialAge();
        return entry.freshness().isFresh(age)
                || entry.freshness().mayBeGivenOnFailure(age)
                || entry.freshness().mayBeGivenWhileAsking(age)
                || entry.answer()
                        .response()
                        .filter(kept -> !HttpRules.conditions(kept).isEmpty())
                        .isPresent();
    }

    /**
     * What is kept after the backend has said that an answer is still valid; empty if it is not about that answer.
     *
     * @param notModified the answer of status 304
     */
    public Optional<Entry> validated(Entry entry, Fetched.Response notModified, Moment asked, Moment received) {
        return entry.answer()
                .response()
                .filter(kept -> HttpRules.isAbout(kept, notModified))
                .map(kept -> HttpRules.updated(kept, notModified))
                .map(updated -> new Entry(
                        entry.answer().with(updated), freshness(updated, asked, received), received, entry.version()));
    }
}
