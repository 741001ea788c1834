package dev.gather.redis;

import dev.gather.config.GatherConfig;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks the configuration of a server. Messages contain no login. */
final class ServerCheck {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern DATABASE = Pattern.compile("/?|/\\d{1,4}");

    private ServerCheck() {}

    /** The first fault, if there is one. */
    static Optional<String> fault(GatherConfig.Redis config) {
        List<String> faults = new ArrayList<>();
        config.url().forEach(url -> checkUrl(url.strip(), config, faults));
        checkUrls(config, faults);
        checkNumbers(config, faults);
        checkLogin(config, faults);
        checkCertificates(config, faults);
        return faults.stream().findFirst();
    }

    private static void checkUrl(String text, GatherConfig.Redis config, List<String> faults) {
        Optional<URI> url = uri(text);
        boolean scheme = url.filter(one -> Set.of("redis", "rediss").contains(String.valueOf(one.getScheme())))
                .isPresent();
        if (!scheme || url.get().getHost() == null || url.get().getRawQuery() != null) {
            faults.add("its url must be redis://host:port, with rediss for TLS and the number of a database as path");
        } else if (url.get().getPort() == 0 || url.get().getPort() > HIGHEST_PORT) {
            faults.add("the port of its url must be from 1 to " + HIGHEST_PORT);
        } else if (!DATABASE.matcher(url.get().getRawPath()).matches()) {
            faults.add("the path of its url must be the number of a database, as in redis://host:6379/1");
        } else if (config.cluster() && url.get().getRawPath().length() > 1) {
            faults.add("a cluster has one database: its url cannot have a path");
        }
    }

    private static void checkUrls(GatherConfig.Redis config, List<String> faults) {
        if (config.url().size() > 1 && !config.cluster()) {
            faults.add("several urls are those of nodes of a cluster: set cluster=true, or leave one");
        }
        Set<Optional<String>> schemes = config.url().stream()
                .map(url -> uri(url.strip()).map(URI::getScheme))
                .collect(Collectors.toSet());
        if (schemes.size() > 1) {
            faults.add("all its urls must start with redis://, or all with rediss://");
        }
    }

    private static void checkNumbers(GatherConfig.Redis config, List<String> faults) {
        if (config.connectTimeout().compareTo(SHORTEST) < 0) {
            faults.add("its connect-timeout must be 1ms or more");
        }
        if (config.timeout().filter(time -> time.compareTo(SHORTEST) < 0).isPresent()) {
            faults.add("its timeout must be 1ms or more");
        }
        if (config.idleTimeout().compareTo(SHORTEST) < 0) {
            faults.add("its idle-timeout must be 1ms or more");
        }
        if (config.maxConnections() < 1 || config.maxPipelined() < 1) {
            faults.add("its max-connections and max-pipelined must be 1 or more");
        }
        if (config.maxBytes().asLongValue() < 1) {
            faults.add("its max-bytes must be 1 or more");
        }
    }

    private static void checkLogin(GatherConfig.Redis config, List<String> faults) {
        if (config.secret().isPresent() && config.password().isPresent()) {
            faults.add("its login has one source: set secret or password, not both");
        } else if (config.username().isPresent()
                && config.secret().isEmpty()
                && faults.isEmpty()
                && Login.of(config).password().isEmpty()) {
            faults.add("its username needs a password, or a secret");
        }
    }

    private static void checkCertificates(GatherConfig.Redis config, List<String> faults) {
        boolean files = config.trustCertificates().isPresent()
                || config.clientCertificate().isPresent()
                || config.clientKey().isPresent();
        if (files && !Connector.isTls(config)) {
            faults.add("its certificates need a url that starts with rediss://");
        }
        config.trustCertificates().orElse(List.of()).forEach(file -> checkTrusted(file, faults));
        if (config.clientCertificate().isPresent() != config.clientKey().isPresent()) {
            faults.add("its client-certificate and its client-key need each other");
        } else if (config.clientCertificate().isPresent()) {
            checkKey(config.clientCertificate().get(), config.clientKey().orElseThrow(), faults);
        }
    }

    private static void checkTrusted(Path file, List<String> faults) {
        try {
            var unused = SslContextBuilder.forClient().trustManager(file.toFile());
        } catch (IllegalArgumentException e) {
            faults.add("its trust-certificates cannot be read from " + file + ": PEM is expected");
        }
    }

    private static void checkKey(Path certificate, Path key, List<String> faults) {
        if (!Files.isReadable(certificate) || !Files.isReadable(key)) {
            faults.add("its client-certificate or client-key cannot be read from " + certificate + " and " + key);
            return;
        }
        try {
            var unused = SslContextBuilder.forClient().keyManager(certificate.toFile(), key.toFile());
        } catch (IllegalArgumentException e) {
            faults.add("its client-certificate and client-key cannot be read from " + certificate + " and " + key
                    + ": PEM is expected, with the key as PKCS #8 and not encrypted");
        }
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
