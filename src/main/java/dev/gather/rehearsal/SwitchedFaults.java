package dev.gather.rehearsal;

import dev.gather.composition.Composition;
import dev.gather.composition.Source;
import dev.gather.source.Attempt;
import dev.gather.source.Call;
import dev.gather.source.Fetched;
import dev.gather.source.GivenAnswer;
import dev.gather.yaml.DidYouMean;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes chosen sources slow, or gives them a status or a fault in place of their backends' answers. All other sources ask their
 * backends as ever.
 */
public final class SwitchedFaults implements Interceptor {
    private static final long LONGEST_DELAY_MILLIS = 600_000;

    private final Map<String, Switched> bySource;

    private SwitchedFaults(Map<String, Switched> bySource) {
        this.bySource = bySource;
    }

    /** What happens to the requests of a source: it is late, and then has its backend's answer unless another one is given. */
    private record Switched(Duration delay, Optional<Integer> status, Optional<Fault> fault) {
        Uni<Fetched> answer(Asked asked, Attempt attempt) {
            Uni<Fetched> answer = Uni.createFrom().deferred(() -> afterDelay(asked, attempt));
            return delay.isZero()
                    ? answer
                    : attempt.scope().deadline().clock().after(delay).chain(() -> answer);
        }

        private Uni<Fetched> afterDelay(Asked asked, Attempt attempt) {
            if (fault.isPresent()) {
                return fault.get() == Fault.TIMEOUT
                        ? Uni.createFrom().nothing()
                        : Uni.createFrom().failure(fault.get().failure(asked.call()));
            }
            return status.map(code -> given(code, asked, attempt))
                    .orElseGet(() -> asked.request().send(attempt));
        }

        private static Uni<Fetched> given(int status, Asked asked, Attempt attempt) {
            GivenAnswer answer = new GivenAnswer(status, Map.of(), null);
            return Uni.createFrom().item(() -> asked.request().accept(answer, attempt));
        }
    }

    /**
     * Reads what is switched on.
     *
     * @param written by the source's name: an object with {@code delay} in milliseconds, {@code status} and {@code fault}
     * @throws IllegalArgumentException if a source cannot have that; the message says why
     */
    public static SwitchedFaults of(Map<String, @Nullable Object> written, Composition composition) {
        Map<String, Call> calls = composition.steps().sources().stream()
                .collect(Collectors.toMap(
                        Source::name, source -> source.retrieval().call()));
        Map<String, Switched> bySource = new LinkedHashMap<>();
        written.forEach((name, value) -> {
            Call call = Optional.ofNullable(calls.get(name))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "unknown source '" + name + "', " + DidYouMean.remedy(name, calls.keySet(), "")));
            bySource.put(name, switched(name, value, call));
        });
        return new SwitchedFaults(bySource);
    }

    private static Switched switched(String name, @Nullable Object value, Call call) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("the fault of '" + name + "' is no object");
        }
        long delay = number(map, "delay", name).orElse(0);
        if (delay < 0 || delay > LONGEST_DELAY_MILLIS) {
            throw new IllegalArgumentException(
                    "the delay of '" + name + "' must be from 0 to " + LONGEST_DELAY_MILLIS + " ms");
        }
        return new Switched(Duration.ofMillis(delay), status(map, name, call), fault(map, name, call));
    }

    private static Optional<Integer> status(Map<?, ?> map, String name, Call call) {
        Optional<Integer> status = number(map, "status", name);
        if (status.isPresent() && !call.hasStatus()) {
            throw new IllegalArgumentException("'" + name + "' has no status: only http has one");
        }
        if (status.filter(code -> code < 200 || code > 599).isPresent()) {
            throw new IllegalArgumentException("the status of '" + name + "' must be from 200 to 599");
        }
        return status;
    }

    private static Optional<Fault> fault(Map<?, ?> map, String name, Call call) {
        Object fault = map.get("fault");
        if (fault == null) {
            return Optional.empty();
        }
        if (!offered(call).contains(String.valueOf(fault))) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot have the fault '" + fault + "', but " + String.join(", ", offered(call)));
        }
        return Fault.named(String.valueOf(fault));
    }

    private static Optional<Integer> number(Map<?, ?> map, String key, String name) {
        Object value = map.get(key);
        if (value != null && !(value instanceof Integer)) {
            throw new IllegalArgumentException("the " + key + " of '" + name + "' must be a whole number");
        }
        return Optional.ofNullable((Integer) value);
    }

    /** The faults that a source with such a call can have. None leaves it open whether a write was done: nothing is sent. */
    public static List<String> offered(Call call) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.fits(call) && fault != Fault.UNKNOWN)
                .map(Fault::toString)
                .toList();
    }

    /** Whether anything is switched on at a source. */
    public boolean isAt(String source) {
        return bySource.containsKey(source);
    }

    @Override
    public Uni<Fetched> answer(Asked asked, Attempt attempt) {
        Switched switched = bySource.get(asked.source());
        return switched == null ? asked.request().send(attempt) : switched.answer(asked, attempt);
    }
}
