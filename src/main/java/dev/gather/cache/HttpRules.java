package dev.gather.cache;

import dev.gather.source.Cacheable;
import dev.gather.source.Fetched;
import dev.gather.source.HeaderText;
import dev.gather.source.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What HTTP says about answers that are kept, for a private cache that makes no guesses: an answer is fresh as long as it says so
 * itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111">RFC 9111, HTTP Caching</a>
 */
final class HttpRules {
    /** A request with one of these is about more than the resource: only its upstream can answer it. */
    private static final Set<String> CONDITIONS =
            Set.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range", "range");

    /** They are kept even if they do not say for how long, to ask whether they are still valid. */
    private static final Set<Integer> KEPT_BY_DEFAULT = Set.of(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501);

    /** They are about a part of an answer, or none. */
    private static final Set<Integer> NEVER_KEPT = Set.of(206, 304);

    /** What is said of the bytes that have been decoded. */
    private static final Set<String> NOT_UPDATED =
            Set.of("content-encoding", "content-length", "content-range", "content-type");

    /** A first number of seconds, which parameters or others may follow. */
    private static final Pattern AGE = Pattern.compile("\\s*([0-9]++)\\s*(?:[;,].*)?");

    private HttpRules() {}

    /** Whether a request is none of the cache's business. */
    static boolean isForUpstream(Cacheable request) {
        return request.headers().keySet().stream().anyMatch(CONDITIONS::contains)
                || CacheControl.of(request.headers().get("cache-control")).has("no-store");
    }

    /** Whether an answer may be kept at all, as far as that is not a question of how long it is fresh. */
    static boolean mayBeKept(Cacheable request, Fetched.Response answer) {
        CacheControl control = control(answer);
        boolean understood = KEPT_BY_DEFAULT.contains(answer.status());
        boolean allowed = control.has("must-understand") ? understood : !control.has("no-store");
        return allowed
                && !NEVER_KEPT.contains(answer.status())
                && !varies(request, answer)
                && (understood || saysHowLong(control, answer));
    }

    /** Whether an answer may be given to equal requests that have waited for it. */
    static boolean mayBeShared(Cacheable request, Fetched.Response answer) {
        CacheControl control = control(answer);
        return !control.has("no-store") && !control.has("no-cache") && !varies(request, answer);
    }

    private static boolean saysHowLong(CacheControl control, Fetched.Response answer) {
        return control.has("max-age")
                || control.has("public")
                || control.has("private")
                || answer.headers().containsKey("expires");
    }

    /** Whether it depends on what equal keys do not tell: something unknown, or a header that is not in the key. */
    private static boolean varies(Cacheable request, Fetched.Response answer) {
        return List.of(answer.headers().getOrDefault("vary", "").split(",")).stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals("*") || request.unkeyed().contains(name));
    }

    /**
     * How long an answer may be given again.
     *
     * @param asked when the request was sent, at the earliest
     * @param received when the answer came
     * @param staleOnFailure what the source says; empty to take what the answer says
     */
    static Freshness freshness(
            Fetched.Response answer, Moment asked, Moment received, Optional<Duration> staleOnFailure) {
        CacheControl control = control(answer);
        Instant date = date(answer, "date").orElse(received.instant());
        return new Freshness(
                age(answer, date, asked, received),
                control.time("max-age").orElseGet(() -> untilExpiry(answer, date)),
                control.has("no-cache"),
                control.has("must-revalidate"),
                staleOnFailure.or(() -> control.time("stale-if-error")).orElse(Duration.ZERO),
                control.time("stale-while-revalidate").orElse(Duration.ZERO));
    }

    /** How old it was when it came: what it says itself and how long it took, or what its date says, whichever is more. */
    private static Duration age(Fetched.Response answer, Instant date, Moment asked, Moment received) {
        Matcher said = AGE.matcher(answer.headers().getOrDefault("age", ""));
        Duration own = said.matches() ? CacheControl.seconds(said.group(1)).orElse(Duration.ZERO) : Duration.ZERO;
        Duration corrected = own.plus(asked.until(received));
        Duration apparent = Duration.between(date, received.instant());
        return apparent.compareTo(corrected) > 0 ? apparent : corrected;
    }

    private static Duration untilExpiry(Fetched.Response answer, Instant date) {
        return date(answer, "expires")
                .map(expiry -> Duration.between(date, expiry))
                .orElse(Duration.ZERO);
    }

    private static Optional<Instant> date(Fetched.Response answer, String header) {
        return Optional.ofNullable(answer.headers().get(header)).flatMap(HttpDate::read);
    }

    /** The headers that ask for another answer only if it is not the one that is kept; none if it has nothing to tell it by. */
    static Map<String, String> conditions(Fetched.Response kept) {
        Map<String, String> conditions = new LinkedHashMap<>();
        copy(kept, "etag", conditions, "if-none-match");
        copy(kept, "last-modified", conditions, "if-modified-since");
        return conditions;
    }

    private static void copy(Fetched.Response from, String header, Map<String, String> to, String condition) {
        Optional.ofNullable(from.headers().get(header))
                .filter(HeaderText::isValue)
                .ifPresent(value -> to.put(condition, value));
    }

    /** Whether an answer of status 304 is about the one that is kept, and not about another that the upstream knows. */
    static boolean isAbout(Fetched.Response kept, Fetched.Response notModified) {
        Optional<String> tag = Optional.ofNullable(notModified.headers().get("etag"));
        return tag.isEmpty() || tag.equals(Optional.ofNullable(kept.headers().get("etag")));
    }

    /** The headers of a kept answer, as one of status 304 updates them. */
    static Fetched.Response updated(Fetched.Response kept, Fetched.Response notModified) {
        Map<String, String> headers = new LinkedHashMap<>(kept.headers());
        headers.remove("age");
        notModified.headers().forEach((name, value) -> {
            if (!NOT_UPDATED.contains(name)) {
                headers.put(name, value);
            }
        });
        return new Fetched.Response(kept.status(), headers);
    }

    private static CacheControl control(Fetched.Response answer) {
        return CacheControl.of(answer.headers().get("cache-control"));
    }
}
