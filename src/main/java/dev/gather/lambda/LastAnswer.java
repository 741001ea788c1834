package dev.gather.lambda;

import dev.gather.failure.FunctionLost;
import dev.gather.runtime.Answer;
import dev.gather.runtime.RuntimeApi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Posts an answer and then ends the process, so that the next invocation starts in a new one. The runtime client, Quarkus'
 * or that of Lambda's Java runtimes, cannot do this: it would fetch the next event right after posting, and that event would
 * be lost.
 */
@ApplicationScoped
class LastAnswer {
    private static final Logger LOG = Logger.getLogger(LastAnswer.class);

    private final Optional<RuntimeApi> runtimeApi;
    private final Runnable end;

    @Inject
    LastAnswer() {
        this(RuntimeApi.ofThisProcess(), () -> Runtime.getRuntime().halt(1));
    }

    /**
     * For tests.
     *
     * @param runtimeApi the runtime API, if there is one
     * @param end ends the process
     */
    LastAnswer(Optional<RuntimeApi> runtimeApi, Runnable end) {
        this.runtimeApi = runtimeApi;
        this.end = end;
    }

    /** Whether this process runs on Lambda, which replaces it when it has ended. */
    boolean isPossible() {
        return runtimeApi.isPresent();
    }

    /**
     * Posts the answer and ends the process, even if posting fails.
     *
     * @param why the reason for the end
     * @param document makes the answer, or throws a {@link FunctionError}
     */
    void give(String requestId, Throwable why, Supplier<byte[]> document) {
        try {
            String reason = why instanceof FunctionLost ? why.getMessage() : "the memory has run out";
            LOG.errorf("%s: the process ends, so that the next invocation starts in a new one", reason);
            post(requestId, document);
        } catch (Throwable thrown) {
            LOG.error("the last answer was not posted", thrown);
        } finally {
            end.run();
        }
    }

    private void post(String requestId, Supplier<byte[]> document) throws IOException {
        Answer answer;
        try {
            answer = Answer.of(document.get());
        } catch (FunctionError error) {
            answer = error.described();
        } catch (OutOfMemoryError error) {
            answer = Answer.WITHOUT_MEMORY;
        }
        String kind = answer.errorType().isPresent() ? "/error" : "/response";
        runtimeApi.orElseThrow().postAndWait("invocation/" + requestId + kind, answer);
    }
}
