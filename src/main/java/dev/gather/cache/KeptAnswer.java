package dev.gather.cache;

import dev.gather.failure.Failure;
import dev.gather.json.ExactJson;
import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.source.MemoryBudget;
import dev.gather.source.Request;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An answer that outlasts its execution. It has no cookies, which are for one client alone, and no headers about the connection on
 * which it came.
 *
 * @param content what of its value the response does not say
 * @param response status and headers, if the answer came by HTTP and they are known
 * @param amount its size, for reports
 * @param unit the unit of the size
 * @param warnings what the backend warned of
 */
public record KeptAnswer(
        KeptValue content, Optional<Fetched.Response> response, long amount, String unit, Set<String> warnings) {
    private static final Set<String> NOT_KEPT = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "set-cookie",
            "set-cookie2",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** An estimate of what an answer takes beside its texts, in bytes. */
    private static final int OVERHEAD = 500;

    /** An estimate of what a header takes beside its texts, in bytes. */
    private static final int HEADER = 150;

    /** The answer to a request, as it can be given again. */
    public static KeptAnswer of(Request request, Fetched fetched) {
        return new KeptAnswer(
                KeptValue.of(request.content(fetched)),
                fetched.response().map(KeptAnswer::lasting),
                fetched.amount(),
                fetched.unit(),
                fetched.warnings());
    }

    private static Fetched.Response lasting(Fetched.Response response) {
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.keySet().removeAll(NOT_KEPT);
        for (String name : response.headers().getOrDefault("connection", "").split(",")) {
            headers.remove(name.strip().toLowerCase(Locale.ROOT));
        }
        return new Fetched.Response(response.status(), headers);
    }

    /** The same with other status and headers. */
    KeptAnswer with(Fetched.Response other) {
        return new KeptAnswer(content, Optional.of(lasting(other)), amount, unit, warnings);
    }

    /** An estimate of the memory that it takes, in bytes. */
    long size() {
        long size = OVERHEAD + (long) content.size();
        for (Map.Entry<String, String> header :
                response.map(Fetched.Response::headers).orElse(Map.of()).entrySet()) {
            size += HEADER + header.getKey().length() + header.getValue().length();
        }
        return size;
    }

    /**
     * The answer for another execution.
     *
     * @param request an equal request
     * @param attempt pays for the value
     * @param age what the header {@code age} says; empty if there is to be none
     * @throws Failure if the execution's memory is used up
     */
    public Fetched read(Request request, Attempt attempt, Optional<Duration> age) {
        MemoryBudget.Share memory = attempt.another().memory();
        try {
            Optional<Fetched.Response> own = response.map(known -> aged(known, age));
            own.ifPresent(known -> known.headers()
                    .forEach((name, value) -> memory.take(ExactJson.BYTES_PER_VALUE + name.length() + value.length())));
            return new Fetched(request.value(content.read(memory), own), own, amount, unit, warnings);
        } catch (Failure tooLarge) {
            memory.giveBackAll();
            throw tooLarge;
        }
    }

    private static Fetched.Response aged(Fetched.Response known, Optional<Duration> age) {
        Map<String, String> headers = new LinkedHashMap<>(known.headers());
        age.ifPresent(time -> headers.put("age", String.valueOf(time.toSeconds())));
        return new Fetched.Response(known.status(), headers);
    }
}
