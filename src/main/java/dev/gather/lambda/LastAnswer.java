package dev.gather.lambda;

import dev.gather.failure.FunctionLost;
import dev.gather.runtime.Answer;
import dev.gather.runtime.RuntimeApi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Posts an answer and then ends the process, so that the next invocation starts in a new one. The client of Lambda's Java
 * runtimes, and Quarkus' poll loop, cannot do this: they would fetch the next event right after posting, and that event would
 * be lost. Gather's own client needs none of this.
 */
@ApplicationScoped
class LastAnswer {
    private static final Logger LOG = Logger.getLogger(LastAnswer.class);

    private static final int LIMIT_SECONDS = 1;

    private final Optional<RuntimeApi> runtimeApi;
    private final Runnable end;
    private Optional<CountDownLatch> posting = Optional.empty();

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
     * Posts the answer and ends the process, even if posting fails. Where several invocations end with the process, each on a
     * thread of its own, it ends once all of them are posted, or after a second.
     *
     * @param why the reason for the end
     * @param others fails the other invocations, and says how many there are
     * @param document makes the answer, or throws a {@link FunctionError}
     */
    void give(String requestId, Throwable why, IntSupplier others, Supplier<byte[]> document) {
        try {
            CountDownLatch all = posting(why, others);
            post(requestId, document);
            all.countDown();
            if (!all.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("not all of the last answers were posted");
            }
        } catch (Throwable thrown) {
            LOG.error("the last answer was not posted", thrown);
        } finally {
            end.run();
        }
    }

    /** The answers that are to be posted; the first caller says why. */
    private synchronized CountDownLatch posting(Throwable why, IntSupplier others) {
        return posting.orElseGet(() -> {
            LOG.error(FunctionLost.end(why));
            posting = Optional.of(new CountDownLatch(1 + others.getAsInt()));
            return posting.get();
        });
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
        runtimeApi.orElseThrow().postAndWait(RuntimeApi.path(requestId, answer), answer);
    }
}
