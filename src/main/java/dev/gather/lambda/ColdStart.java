package dev.gather.lambda;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether an invocation waited for its process to start. */
final class ColdStart {
    /** Where Lambda says that it started the process ahead of any invocation. */
    private static final String TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private static final AtomicBoolean INVOKED = new AtomicBoolean();

    private ColdStart() {}

    /** Whether this is the first invocation of a process that was started for it; to be asked once for each. */
    static boolean isFirst() {
        return INVOKED.compareAndSet(false, true) && !"provisioned-concurrency".equals(System.getenv(TYPE));
    }
}
