package dev.gather.http;

import dev.gather.config.GatherConfig;
import dev.gather.failure.Failure;
import dev.gather.source.HeaderText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the configuration of an upstream. Messages contain no header values, which may be secrets. */
final class UpstreamCheck {
    private static final int HIGHEST_PORT = 65_535;

    private UpstreamCheck() {}

    /** The first fault, if there is one. */
    static Optional<String> fault(GatherConfig.Upstream config) {
        List<String> faults = new ArrayList<>();
        URI url = config.url();
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            faults.add("its url must start with http:// or https://");
        } else if (url.getHost() == null) {
            faults.add("its url has no host, or one with characters that hosts cannot have");
        } else if (url.getPort() > HIGHEST_PORT) {
            faults.add("the port of its url is above " + HIGHEST_PORT);
        } else if (url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            faults.add("its url may have a path, but no query, fragment or user");
        }
        if (config.maxConnections() < 1) {
            faults.add("its max-connections must be 1 or more");
        }
        config.headers().forEach((key, value) -> checkHeader(HeaderRules.configuredName(key), value, faults));
        config.query().forEach((name, value) -> checkParameter(name, value, faults));
        config.forwardHeaders().orElse(List.of()).forEach(name -> checkHeader(name.strip(), "", faults));
        config.trustCertificates().ifPresent(files -> checkCertificates(url, files, faults));
        return faults.stream().findFirst();
    }

    private static void checkCertificates(URI url, List<Path> files, List<String> faults) {
        if (!"https".equals(url.getScheme())) {
            faults.add("its trust-certificates need a url that starts with https://");
        }
        for (Path file : files) {
            try {
                var unused = TrustedCertificates.read(List.of(file));
            } catch (IOException | GeneralSecurityException e) {
                faults.add("its trust-certificates cannot be read from " + file + ": PEM is expected");
            }
        }
    }

    private static void checkParameter(String name, String value, List<String> faults) {
        try {
            var unused = PercentEncoding.encode(name + value);
        } catch (Failure loneSurrogate) {
            faults.add("its query parameter '" + name + "' has half of a character");
        }
    }

    private static void checkHeader(String name, String value, List<String> faults) {
        if (!HeaderText.isName(name) || HeaderRules.belongsToConnection(name)) {
            faults.add("it cannot have the header '" + name + "'");
        } else if (!HeaderText.isValue(value)) {
            faults.add("the value of its header '" + name + "' has characters that headers cannot have");
        }
    }
}
