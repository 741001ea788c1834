package dev.gather.container;

import dev.gather.cli.Commands;
import dev.gather.config.UnknownProperties;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.util.ExceptionUtil;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the application as a process of its own: the service, or with arguments a command. */
@QuarkusMain(name = "container")
public final class ContainerMain {
    private static final Logger LOG = Logger.getLogger(ContainerMain.class);

    ContainerMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0) {
            System.setProperty("quarkus.http.host-enabled", "false");
            Commands.main(arguments);
        } else {
            // One event loop for each: application-container.properties refers to it.
            int processors = Runtime.getRuntime().availableProcessors();
            System.setProperty("available.processors", String.valueOf(processors));
            Quarkus.run(null, ContainerMain::exited);
        }
    }

    private static void exited(int status, @Nullable Throwable thrown) {
        if (thrown != null) {
            UnknownProperties.hints(ExceptionUtil.getRootCause(thrown).getMessage())
                    .forEach(LOG::error);
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(status, thrown);
    }
}
