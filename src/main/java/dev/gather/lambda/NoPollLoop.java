package dev.gather.lambda;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaRecorder;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownContext;

/**
 * Keeps Quarkus' poll loop from asking for events in native executables, where it would always be started: two would take
 * events from each other.
 */
@TargetClass(value = AmazonLambdaRecorder.class, onlyWith = OwnClient.class)
final class NoPollLoop {
    private NoPollLoop() {}

    /** Starts nothing. */
    @Substitute
    public void startPollLoop(ShutdownContext context, LaunchMode mode) {}
}
