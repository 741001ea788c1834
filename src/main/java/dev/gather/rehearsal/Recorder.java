package dev.gather.rehearsal;

import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.source.GivenAnswer;
import dev.gather.source.Request;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Notes what backends answer in an execution, so that a case can give the same answers. Confined to the execution's event loop. */
public final class Recorder implements Interceptor {
    private final Map<String, Recorded> bySource = new LinkedHashMap<>();

    /**
     * The requests of a source.
     *
     * @param repeated whether it has {@code forEach}
     * @param attempts those at each element, by its index; all at 0 without {@code forEach}
     */
    private record Recorded(boolean repeated, SortedMap<Integer, List<Reply>> attempts) {}

    /** What came of an attempt: nothing, as long as there is no answer. */
    private static final class Reply {
        private Map<String, Object> answer = Map.of("fault", Fault.TIMEOUT.toString());
        private boolean ended;
        private boolean failed;

        void is(Map<String, Object> came, boolean failure) {
            answer = came;
            ended = true;
            failed = failure;
        }
    }

    @Override
    public Uni<Fetched> answer(Asked asked, Attempt attempt) {
        Reply reply = new Reply();
        bySource.computeIfAbsent(
                        asked.source(), name -> new Recorded(asked.element().isPresent(), new TreeMap<>()))
                .attempts()
                .computeIfAbsent(asked.element().orElse(0), index -> new ArrayList<>())
                .add(reply);
        Request request = asked.request().detailed();
        return request.send(attempt)
                .onItem()
                .invoke(fetched -> reply.is(written(asked.request().given(fetched)), false))
                .onFailure(Failure.class)
                .invoke(thrown -> reply.is(failed(thrown, asked), true));
    }

    /** The answers, as a case has them. */
    Map<String, Object> sources() {
        Map<String, Object> sources = new LinkedHashMap<>();
        bySource.forEach((name, recorded) -> sources.put(name, answers(recorded)));
        return sources;
    }

    private static Object answers(Recorded recorded) {
        if (!recorded.repeated()) {
            return oneOrAll(Objects.requireNonNull(recorded.attempts().get(0)));
        }
        List<Object> elements =
                new ArrayList<>(Collections.nCopies(recorded.attempts().lastKey() + 1, Map.of()));
        recorded.attempts().forEach((index, attempts) -> elements.set(index, oneOrAll(attempts)));
        return elements;
    }

    /** Those that did not end after one that was answered well were not needed, and a test does not send them. */
    private static Object oneOrAll(List<Reply> attempts) {
        int needed = attempts.size();
        boolean answered = attempts.stream().anyMatch(reply -> reply.ended && !reply.failed);
        while (answered && !attempts.get(needed - 1).ended) {
            needed--;
        }
        List<Map<String, Object>> answers =
                attempts.subList(0, needed).stream().map(reply -> reply.answer).toList();
        return answers.size() == 1 ? answers.get(0) : answers;
    }

    private static Map<String, Object> failed(Failure failure, Asked asked) {
        Optional<Failure.Answer> answer = failure.answer();
        if (answer.isPresent()) {
            Map<String, String> headers = new LinkedHashMap<>(answer.get().marks());
            answer.get().retryAfter().ifPresent(wait -> headers.put("retry-after", String.valueOf(wait.toSeconds())));
            if (answer.get().body() instanceof String) {
                headers.put("content-type", "text/plain");
            }
            return written(
                    new GivenAnswer(answer.get().status(), headers, answer.get().body()));
        }
        return failure.code() == Failure.Code.MISSING
                ? written(new GivenAnswer(GivenAnswer.OK, Map.of(), null))
                : Map.of("fault", Fault.of(failure, asked.call()).toString());
    }

    private static Map<String, Object> written(GivenAnswer given) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (given.status() != GivenAnswer.OK) {
            answer.put("status", given.status());
        }
        if (!given.headers().isEmpty()) {
            answer.put("headers", given.headers());
        }
        if (given.value() instanceof byte[] bytes) {
            answer.put("base64", Base64.getEncoder().encodeToString(bytes));
        } else {
            Stream.ofNullable(given.value()).forEach(value -> answer.put("value", value));
        }
        return answer;
    }
}
