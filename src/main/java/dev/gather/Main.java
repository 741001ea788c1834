package dev.gather;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the application where it is a process of its own. */
@QuarkusMain
public final class Main {
    Main() {}

    public static void main(String... arguments) {
        // The log manager would ask the network for the host's name at the first record; no log of ours tells it.
        System.setProperty("jboss.qualified.host.name", "gather");
        Quarkus.run(arguments);
    }
}
