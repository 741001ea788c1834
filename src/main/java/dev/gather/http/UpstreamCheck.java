package dev.gather.http;

import dev.gather.config.GatherConfig;
import dev.gather.failure.Failure;
import dev.gather.source.CallDefaults;
import dev.gather.source.Durations;
import dev.gather.source.HeaderText;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the configuration of an upstream. Messages contain no header values, which may be secrets. */
final class UpstreamCheck {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final long LEAST_HEADER = 1024;
    private static final long MOST_HEADER = 16 * 1024 * 1024;

    private UpstreamCheck() {}

    /**
     * The first fault, if there is one.
     *
     * @param location tells where it is
     */
    static Optional<String> fault(GatherConfig.Upstream config, Location location) {
        try {
            return fault(config, location.url(config));
        } catch (IllegalArgumentException nowhere) {
            return Optional.of(nowhere.getMessage());
        }
    }

    private static Optional<String> fault(GatherConfig.Upstream config, URI url) {
        List<String> faults = new ArrayList<>();
        UpstreamUrl.fault(url).ifPresent(faults::add);
        checkTimes(config, faults);
        long header = config.maxHeader().asLongValue();
        if (header < LEAST_HEADER || header > MOST_HEADER) {
            faults.add("its max-header must be from 1K to 16M");
        }
        if (config.maxConnections() < 1) {
            faults.add("its max-connections must be 1 or more");
        }
        config.headers().forEach((key, value) -> checkHeader(HeaderRules.configuredName(key), value, faults));
        config.query().forEach((name, value) -> checkParameter(name, value, faults));
        config.forwardHeaders().orElse(List.of()).forEach(name -> checkForwarded(name.strip(), faults));
        config.deadlineHeader().ifPresent(name -> checkHeader(name.strip(), "", faults));
        config.host().ifPresent(host -> checkHost(url, host.strip(), faults));
        checkHeader("user-agent", config.userAgent(), faults);
        config.trustCertificates()
                .ifPresent(files -> faults.addAll(TrustedCertificates.faults(url, files, "trust-certificates")));
        checkClientCertificate(config, url, faults);
        if (config.host().isPresent() && isSeenByProxy(config, url)) {
            faults.add("its host would take the place of that of its url, since a proxy of http:// is told only one:"
                    + " use a proxy of socks5://, or https");
        }
        config.proxy().flatMap(proxy -> new ProxyUrl(proxy).fault()).ifPresent(faults::add);
        if (config.cache().filter(text -> !isCache(text)).isPresent()) {
            faults.add("its cache must be how long, as 60s or 10m and at most a year, or http");
        }
        if (config.retries() < 0 || config.retries() > CallDefaults.MOST_RETRIES) {
            faults.add("its retries must be from 0 to " + CallDefaults.MOST_RETRIES);
        }
        faults.addAll(AuthCheck.faults(config, url));
        return faults.stream().findFirst();
    }

    private static void checkTimes(GatherConfig.Upstream config, List<String> faults) {
        Duration idle = config.idleTimeout();
        if (idle.compareTo(Duration.ofSeconds(1)) < 0 || !idle.equals(Duration.ofSeconds(idle.toSeconds()))) {
            faults.add("its idle-timeout must be in whole seconds, 1s or more");
        }
        if (config.connectTimeout().compareTo(SHORTEST) < 0) {
            faults.add("its connect-timeout must be 1ms or more");
        }
        if (config.timeout().filter(time -> time.compareTo(SHORTEST) < 0).isPresent()) {
            faults.add("its timeout must be 1ms or more");
        }
        if (config.hedge().filter(time -> time.compareTo(SHORTEST) < 0).isPresent()) {
            faults.add("its hedge must be 1ms or more");
        }
    }

    /** Whether requests go to a proxy as a whole, and not through a tunnel. */
    private static boolean isSeenByProxy(GatherConfig.Upstream config, URI url) {
        return "http".equalsIgnoreCase(url.getScheme())
                && config.proxy()
                        .filter(proxy -> "http".equalsIgnoreCase(proxy.getScheme()))
                        .isPresent();
    }

    private static boolean isCache(String text) {
        return text.equals("http")
                || Durations.parse(text)
                        .filter(time -> time.compareTo(CallDefaults.LONGEST_CACHE) <= 0)
                        .isPresent();
    }

    private static void checkForwarded(String name, List<String> faults) {
        if (name.contains("*")) {
            faults.add("its forward-headers must name each header: '" + name + "' stands for none");
        } else if (name.equalsIgnoreCase("accept-encoding")) {
            faults.add("its forward-headers cannot have accept-encoding, since Gather decodes the answers itself");
        } else {
            checkHeader(name, "", faults);
        }
    }

    /** A host as a URL has it: with a port, but nothing else. */
    private static void checkHost(URI url, String host, List<String> faults) {
        Optional<URI> called = uri(url.getScheme() + "://" + host);
        if (called.isEmpty()
                || !host.equals(called.get().getRawAuthority())
                || UpstreamUrl.fault(called.get()).isPresent()) {
            faults.add(
                    "its host must be a host, with a port if it is not the usual one: api.example.com or api.example.com:8443");
        }
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static void checkClientCertificate(GatherConfig.Upstream config, URI url, List<String> faults) {
        if (config.clientCertificate().isPresent() != config.clientKey().isPresent()) {
            faults.add("its client-certificate and its client-key need each other");
        } else if (config.clientCertificate().isPresent()) {
            if (!"https".equalsIgnoreCase(url.getScheme())) {
                faults.add("its client-certificate needs a url that starts with https://");
            }
            checkKey(config.clientCertificate().get(), config.clientKey().get(), faults);
        }
    }

    private static void checkKey(Path certificate, Path key, List<String> faults) {
        try {
            var unused = SslContextBuilder.forClient().keyManager(certificate.toFile(), key.toFile());
        } catch (IllegalArgumentException e) {
            faults.add("its client-certificate and client-key cannot be read from " + certificate + " and " + key
                    + ": PEM is expected, with the key as PKCS #8 and not encrypted");
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
