package dev.gather.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A function that does what its events say: a word, and an argument after a space. */
final class ScriptedFunction implements Function {
    /** What is held goes on when this is counted down. */
    final CountDownLatch held = new CountDownLatch(1);

    /** The invocations that were handed out. */
    final List<Invocation> invocations = new CopyOnWriteArrayList<>();

    /** The events whose work was cancelled. */
    final List<String> cancelled = new CopyOnWriteArrayList<>();

    @Override
    public Task task(Invocation invocation) {
        invocations.add(invocation);
        String event = new String(invocation.event(), UTF_8);
        return new Task() {
            @Override
            public Uni<Answer> answer() {
                return answerTo(event).onItem().transform(text -> Answer.of(text.getBytes(UTF_8)));
            }

            @Override
            public Answer failed(Throwable thrown) {
                if (event.startsWith("untold")) {
                    throw new IllegalStateException("of the test");
                }
                String type = thrown.getClass().getSimpleName();
                return Answer.error(type, (type + " for " + event).getBytes(UTF_8));
            }
        };
    }

    private Uni<String> answerTo(String event) {
        String[] words = event.split(" ", 3);
        return switch (words[0]) {
            case "echo" -> Uni.createFrom().item(event);
            case "late" ->
                Uni.createFrom().item(event).onItem().delayIt().by(Duration.ofMillis(Long.parseLong(words[1])));
            case "large" -> Uni.createFrom().item(event + "x".repeat(Integer.parseInt(words[1])));
            case "never" -> Uni.createFrom().<String>nothing().onCancellation().invoke(() -> cancelled.add(event));
            case "hold" -> hold(event);
            case "memory" -> throw new OutOfMemoryError("of the test");
            case "stack" -> throw new StackOverflowError("of the test");
            default -> Uni.createFrom().failure(new IllegalArgumentException(event));
        };
    }

    private Uni<String> hold(String event) {
        try {
            var unused = held.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Uni.createFrom().item(event);
    }
}
