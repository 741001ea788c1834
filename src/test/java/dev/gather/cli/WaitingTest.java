package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.expression.Variables;
import dev.gather.rehearsal.Interceptor.Asked;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Call;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The line that shows what is waited for. */
class WaitingTest {
    private final StringWriter terminal = new StringWriter();
    private final Waiting waiting = new Waiting(new PrintWriter(terminal), true);

    private record Silent() implements Call, Request {
        @Override
        public Optional<Request> render(Variables variables) {
            return Optional.of(this);
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public Uni<Fetched> send(Attempt attempt) {
            return Uni.createFrom().nothing();
        }

        @Override
        public Backend backend() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Duration> timeout() {
            return Optional.empty();
        }

        @Override
        public String key() {
            return "";
        }
    }

    private Cancellable ask(String source) {
        return waiting.answer(new Asked(source, Optional.empty(), new Silent(), new Silent(), Optional.empty()), null)
                .subscribe()
                .with(item -> {});
    }

    @Test
    void namesTheSourcesThatHaveNotAnswered() {
        var unusedFirst = ask("orders");
        Cancellable second = ask("offers");
        var unusedThird = ask("orders");

        assertEquals("1.5 s, waiting for orders (2), offers", waiting.line(1_512));

        second.cancel();

        assertEquals("10.0 s, waiting for orders (2)", waiting.line(10_000));
    }

    @Test
    void fitsIntoALine() {
        for (int i = 0; i < 50; i++) {
            var unused = ask("source" + i);
        }

        assertTrue(waiting.line(1_000).length() < 80);
    }

    @Test
    void showsNothingOfWhatIsQuick() {
        assertEquals(1, waiting.await(Uni.createFrom().item(1)));
        assertEquals("", terminal.toString());
    }
}
