package dev.gather.auth;

import dev.gather.time.EventLoop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import java.util.function.Supplier;

/** Brings the results of work that is shared by event loops back to each of them. */
final class OwnLoop {
    private OwnLoop() {}

    /**
     * The result of shared work, on the event loop of its subscriber; at once if it is known. A subscriber that cancels hears
     * nothing more, and the work goes on.
     *
     * @param work called once per subscription
     */
    static <C, T extends C> Uni<C> uni(Supplier<Future<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context own = ContextInternal.current();
            Future<T> result = work.get();
            if (result.isComplete()) {
                pass(result, emitter);
            } else {
                result.onComplete(ended -> EventLoop.on(own, () -> pass(ended, emitter)));
            }
        });
    }

    private static <C, T extends C> void pass(AsyncResult<T> ended, UniEmitter<? super C> emitter) {
        if (ended.succeeded()) {
            emitter.complete(ended.result());
        } else {
            emitter.fail(ended.cause());
        }
    }
}
