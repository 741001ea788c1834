package dev.gather.http;

import dev.gather.aws.RequestSigner;
import dev.gather.config.GatherConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks how an upstream's requests are authenticated. Messages contain no values, which may be secrets. */
final class AuthCheck {
    static final String POST = "post";

    private static final String OAUTH2 = "auth.oauth2.";
    private static final String SIGV4 = "auth.sigv4.";
    private static final Set<String> CLIENT_AUTHENTICATIONS = Set.of("basic", POST);

    /** Names of services and regions, which stand in a signature between slashes. */
    private static final Pattern AWS_NAME = Pattern.compile("[a-z0-9-]+");

    private final GatherConfig.Upstream config;
    private final URI url;
    private final List<String> faults = new ArrayList<>();

    private AuthCheck(GatherConfig.Upstream config, URI url) {
        this.config = config;
        this.url = url;
    }

    /** All faults. */
    static List<String> faults(GatherConfig.Upstream config, URI url) {
        AuthCheck check = new AuthCheck(config, url);
        config.auth().ifPresent(check::check);
        config.function().ifPresent(function -> check.checkFunction());
        return check.faults;
    }

    /** The fault that the client has no secret: none on a machine that only checks compositions. */
    static Optional<String> lackOfSecret(GatherConfig.Upstream config) {
        return config.auth()
                .flatMap(GatherConfig.Auth::oauth2)
                .filter(client -> client.clientSecret().isEmpty())
                .map(client -> "its auth.oauth2.client-secret is not set");
    }

    private void check(GatherConfig.Auth auth) {
        if (auth.oauth2().isPresent() && auth.sigv4().isPresent()) {
            faults.add("it has auth.oauth2 and auth.sigv4: remove one of them");
        }
        auth.oauth2().ifPresent(this::checkClient);
        auth.sigv4().ifPresent(this::checkSignatures);
    }

    private void checkClient(GatherConfig.OAuth2 client) {
        required(client.tokenUrl(), OAUTH2 + "token-url").ifPresent(this::checkEndpoint);
        var unused = required(client.clientId(), OAUTH2 + "client-id");
        client.clientAuthentication()
                .filter(way -> !CLIENT_AUTHENTICATIONS.contains(way))
                .ifPresent(way -> faults.add("its auth.oauth2.client-authentication must be basic or post"));
        client.trustCertificates()
                .ifPresent(files -> faults.addAll(TrustedCertificates.faults(
                        client.tokenUrl().orElse(url), files, OAUTH2 + "trust-certificates")));
        client.proxy()
                .flatMap(proxy -> new ProxyUrl(proxy).fault())
                .map(fault -> fault.replaceFirst("its proxy", "its auth.oauth2.proxy"))
                .ifPresent(faults::add);
        checkOthers(Set.of("authorization"), "auth.oauth2");
    }

    /** Unlike that of an upstream, it may have a query. */
    private void checkEndpoint(URI url) {
        String text = url.toString();
        URI endpoint = url.getRawQuery() == null || url.getRawFragment() != null
                ? url
                : URI.create(text.substring(0, text.indexOf('?')));
        UpstreamUrl.fault(endpoint)
                .map(fault -> fault.replaceFirst("its url", "its auth.oauth2.token-url"))
                .ifPresent(faults::add);
    }

    private void checkSignatures(GatherConfig.SigV4 signed) {
        required(signed.service(), SIGV4 + "service").ifPresent(name -> checkName(name, SIGV4 + "service"));
        signed.region().ifPresent(name -> checkName(name, SIGV4 + "region"));
        checkOthers(RequestSigner.HEADERS, "auth.sigv4");
    }

    private void checkFunction() {
        if (config.auth().isPresent()) {
            faults.add("its requests are signed for its function already: remove auth");
        }
        checkOthers(RequestSigner.HEADERS, "the signature for its function");
    }

    private void checkName(String name, String property) {
        if (!AWS_NAME.matcher(name).matches()) {
            faults.add("its " + property + " must be a name of AWS, of small letters, digits and '-'");
        }
    }

    private <T> Optional<T> required(Optional<T> value, String property) {
        if (value.isEmpty()) {
            faults.add("its " + property + " is not set");
        }
        return value;
    }

    /** Headers that the requests have from elsewhere, too. */
    private void checkOthers(Set<String> own, String by) {
        Map<String, String> others = Stream.of(
                        config.headers().keySet().stream()
                                .map(key -> Map.entry(HeaderRules.configuredName(key), "headers")),
                        config.forwardHeaders().orElse(List.of()).stream()
                                .map(name -> Map.entry(name.strip().toLowerCase(Locale.ROOT), "forward-headers")),
                        config.deadlineHeader().stream()
                                .map(name -> Map.entry(name.strip().toLowerCase(Locale.ROOT), "deadline-header")))
                .flatMap(named -> named)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
        others.keySet().stream()
                .filter(own::contains)
                .sorted()
                .forEach(name -> faults.add(
                        "its " + others.get(name) + " cannot have " + name + ", which " + by + " sets: remove it"));
    }
}
