package dev.gather.fetch;

import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.faulttolerance.core.timer.TimerTask;
import java.util.concurrent.Executor;

/**
 * A timer that never fires. SmallRye's circuit breaker uses its timer only to notify observers of a change of state; to
 * let a trial request through, it reads its stopwatch.
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
        // Nothing was started.
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
