package dev.gather.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;

/** Reads certificate authorities from PEM files, for upstreams without a certificate of a public authority. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /**
     * What is wrong with the configured files.
     *
     * @param url of the server whose certificate they are for
     * @param property the one that names the files
     */
    static List<String> faults(URI url, List<Path> files, String property) {
        List<String> faults = new ArrayList<>();
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            faults.add("its " + property + " need a url that starts with https://");
        }
        for (Path file : files) {
            try {
                var unused = read(List.of(file));
            } catch (IOException | GeneralSecurityException e) {
                faults.add("its " + property + " cannot be read from " + file + ": PEM is expected");
            }
        }
        return faults;
    }

    /** The certificates of files without faults; cannot fail unless the files have changed. */
    static KeyStore of(List<Path> files) {
        try {
            return read(files);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads all certificates of the files.
     *
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if a file holds no certificates
     */
    private static KeyStore read(List<Path> files) throws IOException, GeneralSecurityException {
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
