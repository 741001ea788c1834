package dev.gather.dev;

import java.nio.file.Path;
import java.util.List;

/**
 * How a MariaDB server speaks TLS.
 *
 * @param options for its command line
 */
record DatabaseTls(List<String> options) {
    /** Not at all: making a certificate of its own would take it up to 25 s. */
    static final DatabaseTls NONE = new DatabaseTls(List.of("--skip-ssl"));

    /** With a certificate and its key, both PEM files. */
    static DatabaseTls with(Path certificate, Path key) {
        return new DatabaseTls(List.of("--ssl-cert=" + certificate, "--ssl-key=" + key));
    }
}
