package dev.gather.fetch;

import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.faulttolerance.core.timer.TimerTask;
import java.util.concurrent.Executor;

/**
 * A timer that never fires. A circuit breaker asks for one only to show its state to observers in time; it finds out by
 * its stopwatch when a request comes.
 */
enum NoTimer implements Timer, TimerTask {
    INSTANCE;

    @Override
    public int getId() {
        return 0;
    }

    @Override
    public TimerTask schedule(long delayInMillis, Runnable task) {
        return this;
    }

    @Override
    public TimerTask schedule(long delayInMillis, Runnable task, Executor executor) {
        return this;
    }

    @Override
    public int countScheduledTasks() {
        return 0;
    }

    @Override
    public void shutdown() {
        // There is nothing to shut down.
    }

    @Override
    public boolean isDone() {
        return false;
    }

    @Override
    public boolean cancel() {
        return true;
    }
}
