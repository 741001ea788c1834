package dev.gather.lambda;

import dev.gather.catalog.Catalog;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.web.JsonBody;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.util.ExceptionUtil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Loads the compositions when the function starts. On Lambda, what keeps it from starting is posted as the initialization's
 * error, told once in the log, and the process ends: Quarkus' poll loop and Lambda's Java runtimes would post that they were
 * interrupted, and log stacks.
 */
@ApplicationScoped
@UnlessBuildProfile("dev")
public class Start {
    private static final Logger LOG = Logger.getLogger(Start.class);

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

    void load(@Observes StartupEvent event, Instance<Catalog> catalog) {
        run(() -> {
            var unused = catalog.get().compositions();
        });
    }

    /** Does what has to be done before the function can answer. */
    void run(Runnable loading) {
        try {
            loading.run();
        } catch (RuntimeException | Error thrown) {
            if (runtimeApi.isEmpty()) {
                throw thrown;
            }
            tell(ExceptionUtil.getRootCause(thrown));
        }
    }

    private void tell(Throwable reason) {
        try {
            log(reason);
            runtimeApi.orElseThrow().post("init/error", JsonBody.write(described(reason)));
        } catch (IOException e) {
            LOG.error("the error was not posted", e);
        } finally {
            end.run();
        }
    }

    /** Problems say all that there is to say; for anything else the stack may be needed. */
    private static void log(Throwable reason) {
        if (reason instanceof InvalidCompositionsException problems) {
            LOG.error("the function does not start, mend the compositions:");
            problems.problems().forEach(problem -> LOG.error(problem.toString()));
        } else {
            LOG.error("the function does not start", reason);
        }
    }

    private static Map<String, Object> described(Throwable reason) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put(
                "errorType",
                reason instanceof InvalidCompositionsException
                        ? "InvalidCompositions"
                        : reason.getClass().getSimpleName());
        description.put("errorMessage", String.valueOf(reason.getMessage()));
        return description;
    }
}
