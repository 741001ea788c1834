package dev.gather.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work that several wait for. */
class SharedTest {
    private final List<UniEmitter<? super String>> started = new ArrayList<>();
    private boolean cancelled;
    private final Uni<String> shared = Shared.of(() ->
            Uni.createFrom().<String>emitter(started::add).onCancellation().invoke(() -> cancelled = true));

    private UniAssertSubscriber<String> join() {
        return shared.subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void startsWithTheFirstWhoAsks() {
        assertEquals(0, started.size());

        var unused = join();

        assertEquals(1, started.size());
    }

    @Test
    void isDoneOnceForAll() {
        UniAssertSubscriber<String> first = join();
        UniAssertSubscriber<String> second = join();

        started.get(0).complete("done");

        first.assertCompleted().assertItem("done");
        second.assertCompleted().assertItem("done");
        assertEquals(1, started.size());
    }

    @Test
    void hasItsResultForWhoComesLater() {
        var unused = join();
        started.get(0).complete("done");

        UniAssertSubscriber<String> late = join();

        late.assertCompleted().assertItem("done");
        assertEquals(1, started.size());
    }

    @Test
    void failsForAllAndForWhoComesLater() {
        UniAssertSubscriber<String> first = join();
        UniAssertSubscriber<String> second = join();

        started.get(0).fail(new IllegalStateException("broken"));

        first.assertFailedWith(IllegalStateException.class, "broken");
        second.assertFailedWith(IllegalStateException.class, "broken");
        join().assertFailedWith(IllegalStateException.class, "broken");
    }

    @Test
    void goesOnWhileSomebodyWaits() {
        UniAssertSubscriber<String> first = join();
        UniAssertSubscriber<String> second = join();

        first.cancel();

        assertFalse(cancelled);
        started.get(0).complete("done");
        second.assertCompleted().assertItem("done");
    }

    @Test
    void isGivenUpWhenTheLastHasLeft() {
        UniAssertSubscriber<String> first = join();
        UniAssertSubscriber<String> second = join();
        first.cancel();

        second.cancel();

        assertTrue(cancelled);
    }

    @Test
    void startsAgainForWhoComesAfterTheLastHasLeft() {
        join().cancel();

        UniAssertSubscriber<String> next = join();

        started.get(1).complete("done");
        next.assertCompleted().assertItem("done");
    }

    @Test
    void isNotGivenUpOnceItIsDone() {
        UniAssertSubscriber<String> first = join();
        started.get(0).complete("done");

        first.cancel();

        assertFalse(cancelled);
    }

    @Test
    void endsForOthersAlthoughOneLeavesInTheMidst() {
        List<UniAssertSubscriber<String>> second = new ArrayList<>();
        var unused = shared.subscribe().with(item -> second.get(0).cancel());
        second.add(join());
        UniAssertSubscriber<String> third = join();

        started.get(0).complete("done");

        second.get(0).assertNotTerminated();
        third.assertCompleted().assertItem("done");
    }
}
