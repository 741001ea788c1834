package dev.gather.lambda;

import dev.gather.catalog.Catalog;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.config.GatherConfig;
import dev.gather.config.UnknownProperties;
import dev.gather.runtime.Answer;
import dev.gather.runtime.RuntimeApi;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.util.ExceptionUtil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Loads the compositions when the function starts. On Lambda, an exception that prevents the start is logged once and posted
 * as the initialization's error, and the process ends. Otherwise Quarkus' poll loop and Lambda's Java runtimes would post
 * that they were interrupted, and log stack traces.
 */
@ApplicationScoped
@UnlessBuildProfile("dev")
public class Start {
    private static final Logger LOG = Logger.getLogger(Start.class);

    private static final String INIT_ERROR = "init/error";

    private final Optional<RuntimeApi> runtimeApi;
    private final Runnable end;

    @Inject
    Start() {
        this(RuntimeApi.ofThisProcess(), () -> Runtime.getRuntime().halt(1));
    }

    /**
     * For tests.
     *
     * @param runtimeApi the runtime API, if there is one
     * @param end ends the process
     */
    Start(Optional<RuntimeApi> runtimeApi, Runnable end) {
        this.runtimeApi = runtimeApi;
        this.end = end;
    }

    /**
     * Ends the process when the application has ended. Why it did not start is told to Lambda where nothing else has: a
     * configuration that is not valid keeps even this class from being made. The message is in the log; it may show a value.
     *
     * @param thrown why it has ended; null if it was told to
     */
    public static void exited(int status, @Nullable Throwable thrown) {
        if (thrown != null) {
            UnknownProperties.hints(ExceptionUtil.getRootCause(thrown).getMessage())
                    .forEach(LOG::error);
            RuntimeApi.ofThisProcess().ifPresent(Start::postUnstarted);
        }
        // Of Quarkus: it ends the process, but not dev mode, which ends the application to start it again.
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(status, thrown);
    }

    private static void postUnstarted(RuntimeApi api) {
        try {
            api.postAndWait(
                    INIT_ERROR, FunctionError.described("StartFailed", "the function does not start, see the log"));
        } catch (IOException e) {
            LOG.error("the error was not posted", e);
        }
    }

    void load(@Observes StartupEvent event, GatherConfig config, Instance<Catalog> catalog) {
        if (!config.command()) {
            run(() -> {
                var unused = catalog.get().compositions();
            });
        }
    }

    /** Runs the loading, and reports its failure on Lambda. */
    void run(Runnable loading) {
        try {
            loading.run();
        } catch (RuntimeException | Error thrown) {
            if (runtimeApi.isEmpty()) {
                throw thrown;
            }
            report(ExceptionUtil.getRootCause(thrown));
        }
    }

    private void report(Throwable reason) {
        try {
            log(reason);
            runtimeApi.orElseThrow().postAndWait(INIT_ERROR, described(reason));
        } catch (IOException e) {
            LOG.error("the error was not posted", e);
        } finally {
            end.run();
        }
    }

    /** Problems are complete without a stack trace; for any other exception it may be needed. */
    private static void log(Throwable reason) {
        if (reason instanceof InvalidCompositionsException problems) {
            LOG.error("the function does not start, fix the compositions:");
            problems.problems().forEach(problem -> LOG.error(problem.coded()));
        } else {
            LOG.error("the function does not start", reason);
        }
    }

    private static Answer described(Throwable reason) {
        String type = reason instanceof InvalidCompositionsException
                ? "InvalidCompositions"
                : reason.getClass().getSimpleName();
        return FunctionError.described(type, String.valueOf(reason.getMessage()));
    }
}
