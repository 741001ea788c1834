package dev.gather.dev;

import java.nio.file.Path;
import java.util.List;

/**
 * The TLS configuration of a MariaDB server.
 *
 * @param options of its command line
 */
record DatabaseTls(List<String> options) {
    /** No TLS: without this the server would spend up to 25 s on creating a certificate. */
    static final DatabaseTls NONE = new DatabaseTls(List.of("--skip-ssl"));

    /** TLS with a certificate and its key, both PEM files. */
    static DatabaseTls with(Path certificate, Path key) {
        return new DatabaseTls(List.of("--ssl-cert=" + certificate, "--ssl-key=" + key));
    }
}
