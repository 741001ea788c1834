package dev.gather.container;

import dev.gather.cli.Commands;
import dev.gather.config.FunctionMemory;
import dev.gather.config.UnknownProperties;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.util.ExceptionUtil;
import org.jspecify.annotations.Nullable;

/** Starts the application as a process of its own: the service, or with arguments a command. */
@QuarkusMain(name = "container")
public final class ContainerMain {
    /** How many executions may hold all that they may at the same time. */
    private static final int LARGE_AT_ONCE = 4;

    ContainerMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0) {
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.shutdown.delay", "0S");
            System.setProperty("quarkus.log.category.\"io.quarkus\".level", "WARN");
            Commands.main(arguments);
        } else {
            // application-container.properties refers to both: an event loop for each processor, and memory for several
            // executions.
            Runtime runtime = Runtime.getRuntime();
            System.setProperty("available.processors", String.valueOf(runtime.availableProcessors()));
            System.setProperty("available.memory", String.valueOf(FunctionMemory.forValues() / LARGE_AT_ONCE));
            Quarkus.run(null, ContainerMain::exited);
        }
    }

    private static void exited(int status, @Nullable Throwable thrown) {
        if (thrown != null) {
            // Where the configuration is not valid there is no log.
            String message = ExceptionUtil.getRootCause(thrown).getMessage();
            System.err.println("the service does not start: " + message);
            UnknownProperties.hints(message).forEach(System.err::println);
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(status, thrown);
    }
}
