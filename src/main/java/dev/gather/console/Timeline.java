package dev.gather.console;

import dev.gather.failure.Failure;
import dev.gather.rehearsal.Interceptor;
import dev.gather.report.Report;
import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.time.Deadline;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Notes when each request of an execution was sent, and when and how it ended. Confined to the execution's event loop. */
final class Timeline implements Interceptor {
    private final Map<String, List<Sent>> bySource = new HashMap<>();

    /** Why a request was sent. */
    private enum Role {
        FIRST,
        /** After one that failed. */
        RETRY,
        /** Beside one that was late. */
        HEDGE,
        /** The next page. */
        PAGE
    }

    /** A request that was sent. */
    private static final class Sent {
        private final Asked asked;
        private final Role role;
        private final Duration start;
        private Optional<Duration> end = Optional.empty();
        private String outcome = "cancelled";
        private Optional<Failure> failure = Optional.empty();

        Sent(Asked asked, Role role, Duration start) {
            this.asked = asked;
            this.role = role;
            this.start = start;
        }

        void ended(Duration at, String how) {
            end = Optional.of(at);
            outcome = how;
        }

        Map<String, Object> document(Duration until) {
            Map<String, Object> document = new LinkedHashMap<>();
            asked.element().ifPresent(element -> document.put("element", element));
            document.put("request", asked.request().line());
            document.put("role", role.name().toLowerCase(Locale.ROOT));
            document.put("start", Report.millis(start));
            document.put("end", Report.millis(end.orElse(until)));
            document.put("outcome", outcome);
            failure.ifPresent(failed -> document.put("error", failed.code().toString()));
            failure.ifPresent(failed -> document.put("detail", failed.toString()));
            return document;
        }
    }

    @Override
    public Uni<Fetched> answer(Asked asked, Attempt attempt) {
        Deadline deadline = attempt.scope().deadline();
        List<Sent> earlier = bySource.computeIfAbsent(asked.source(), name -> new ArrayList<>());
        Sent sent = new Sent(asked, role(asked, earlier), deadline.elapsed());
        earlier.add(sent);
        return asked.request()
                .send(attempt)
                .onItem()
                .invoke(() -> sent.ended(deadline.elapsed(), "value"))
                .onFailure(Failure.class)
                .invoke(failed -> sent.failure = Optional.of(failed))
                .onFailure()
                .invoke(() -> sent.ended(deadline.elapsed(), "failed"))
                .onCancellation()
                .invoke(() -> sent.ended(deadline.elapsed(), "cancelled"));
    }

    private static Role role(Asked asked, List<Sent> earlier) {
        List<Sent> ofElement = earlier.stream()
                .filter(sent -> sent.asked.element().equals(asked.element()))
                .toList();
        List<Sent> equal = ofElement.stream()
                .filter(sent ->
                        sent.asked.request().key().equals(asked.request().key()))
                .toList();
        if (equal.isEmpty()) {
            return ofElement.isEmpty() ? Role.FIRST : Role.PAGE;
        }
        return equal.stream().anyMatch(sent -> sent.end.isEmpty()) ? Role.HEDGE : Role.RETRY;
    }

    /**
     * The requests of a source, in the order in which they were sent, as JSON objects; times are in milliseconds.
     *
     * @param until the end of those that have not ended
     */
    List<Map<String, Object>> of(String source, Duration until) {
        return bySource.getOrDefault(source, List.of()).stream()
                .map(sent -> sent.document(until))
                .toList();
    }
}
