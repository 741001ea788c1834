package dev.gather.runtime;

import io.smallrye.mutiny.Uni;

/** What answers the events. */
@FunctionalInterface
public interface Function {
    /** The work for one invocation. It only begins with {@link Task#answer()}. */
    Task task(Invocation invocation);

    /** The work for one invocation. */
    interface Task {
        /** The answer, made on the event loop. Cancelling it stops what is still in flight. */
        Uni<Answer> answer();

        /**
         * The answer if {@link #answer()} has failed with an exception, or was not there in time. It is made on the event
         * loop, or on another one while the event loop is held.
         */
        Answer failed(Throwable thrown);
    }
}
