package dev.gather.runtime;

import dev.gather.failure.FunctionLost;
import dev.gather.time.Clock;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Takes one event after the other: asks for it, has it answered, posts the answer. A post that is refused or lost is logged,
 * and it goes on; only a runtime API that gives no events any more ends it, and with it the process.
 */
final class Poller {
    private static final Logger LOG = Logger.getLogger(Poller.class);

    /** After so many failures in a row, the last of them 0.6 s after the first, the runtime API counts as gone. */
    private static final int MOST_FAILURES = 7;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    private final RuntimeApi api;
    private final Connection connection;
    private final RuntimeClient client;
    private final Clock clock;
    private int failures;

    Poller(RuntimeApi api, Connection connection, RuntimeClient client, Clock clock) {
        this.api = api;
        this.connection = connection;
        this.client = client;
        this.clock = clock;
    }

    /** Asks for an event, unless the process ends. */
    void next() {
        if (!client.isEnding()) {
            connection.exchange(api.next(), this::take, this::failed);
        }
    }

    private void take(Reply reply) {
        Running running;
        try {
            running = client.begin(invocation(reply));
        } catch (IOException noEvent) {
            failed(noEvent);
            return;
        } catch (RuntimeException unusable) {
            LOG.errorf("an event cannot be answered: %s", unusable.getMessage());
            failed(unusable);
            return;
        }
        failures = 0;
        running.answer(clock)
                .onFailure(thrown -> !FunctionLost.isFatal(thrown))
                .recoverWithItem(running::failed)
                .subscribe()
                .with(answer -> client.guarded(() -> post(running, answer)), client::lost);
    }

    private static Invocation invocation(Reply reply) throws IOException {
        if (reply.status() != 200) {
            throw new IOException("it answered " + reply.status());
        }
        return Invocation.of(reply);
    }

    /** The runtime API gave no event: asks again, after a pause that doubles each time. */
    private void failed(Throwable thrown) {
        if (client.isEnding()) {
            return;
        }
        failures++;
        if (failures >= MOST_FAILURES) {
            client.gone(thrown);
        } else {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << (failures - 1));
            clock.after(pause).subscribe().with(passed -> client.guarded(this::next));
        }
    }

    private void post(Running running, Answer answer) {
        if (running.claim()) {
            connection.exchange(
                    api.post(running.requestId(), answer),
                    reply -> posted(running, reply),
                    thrown -> notPosted(running, thrown));
        }
    }

    private void posted(Running running, Reply reply) {
        if (!reply.isAccepted()) {
            LOG.errorf("request %s: the runtime API refused the answer with %d", running.requestId(), reply.status());
        }
        goOn(running);
    }

    private void notPosted(Running running, Throwable thrown) {
        LOG.errorf("request %s: the answer was not posted: %s", running.requestId(), thrown.getMessage());
        goOn(running);
    }

    private void goOn(Running running) {
        client.ended(running);
        next();
    }
}
