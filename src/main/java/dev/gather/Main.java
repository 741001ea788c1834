package dev.gather;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the application as a process of its own. */
@QuarkusMain
public final class Main {
    Main() {}

    public static void main(String... arguments) {
        // Or the log manager would look up the host name on the network at the first record; no log of ours shows it.
        System.setProperty("jboss.qualified.host.name", "gather");
        Quarkus.run(arguments);
    }
}
