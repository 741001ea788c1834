package dev.gather.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;

/** Reads certificate authorities from PEM files, for upstreams without a certificate of a public authority. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /**
     * Reads all certificates of the files.
     *
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if a file holds no certificates
     */
    static KeyStore read(List<Path> files) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (Path file : files) {
            try (InputStream content = Files.newInputStream(file)) {
                for (Certificate certificate : factory.generateCertificates(content)) {
                    store.setCertificateEntry(String.valueOf(store.size()), certificate);
                }
            }
        }
        if (store.size() == 0) {
            throw new GeneralSecurityException("the files contain no certificate");
        }
        return store;
    }
}
