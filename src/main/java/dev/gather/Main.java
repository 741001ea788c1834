package dev.gather;

import dev.gather.cli.Commands;
import dev.gather.lambda.Start;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the application as a process of its own: the function, or with arguments a command. */
@QuarkusMain
public final class Main {
    Main() {}

    public static void main(String... arguments) {
        // Or the log manager would look up the host name on the network at the first record; no log of ours shows it.
        System.setProperty("jboss.qualified.host.name", "gather");
        // Or Netty would look up the process for the names of its connections, which are in no log either.
        System.setProperty("io.netty.processId", "1");
        if (arguments.length > 0) {
            Commands.main(arguments);
        } else {
            Quarkus.run(null, Start::exited);
        }
    }
}
