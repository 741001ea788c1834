package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.config.GatherConfig;
import dev.gather.stub.Certificates;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which upstreams are refused when compositions are loaded. */
class UpstreamCheckTest {
    private static Optional<String> faultOf(String url, Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        settings.forEach((key, value) -> builder.withDefaultValue("gather.upstreams.checked." + key, value));
        return UpstreamCheck.fault(
                builder.addDiscoveredConverters()
                        .withMapping(GatherConfig.class)
                        .withDefaultValue("gather.upstreams.checked.url", url)
                        .build()
                        .getConfigMapping(GatherConfig.class)
                        .upstreams()
                        .get("checked"),
                new Location(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://localhost            |",
                "https://localhost:65535/api |",
                "http://localhost:65536      | the port of its url is above 65535",
                "ftp://localhost             | its url must start with http:// or https://",
                "HTTP://localhost            |",
                "HTTPS://localhost           |",
                "http://[::1]:8080/api       |",
                "http://a_b                  |",
                "http://my_api:8080/base     |",
                "http://a_b:                 |",
                "http://a_b:65536            | the port of its url is above 65535",
                "https://a_b                 | the host of its url has a '_', which TLS does not allow: use another name of the host",
                "http://u:p@a_b              | its url has no host, or one with characters that hosts cannot have",
                "http:a_b                    | its url has no host, or one with characters that hosts cannot have",
                "http://localhost?a=b        | its url may have a path, but no query, fragment or user"
            })
    void names(String url, String fault) {
        assertEquals(Optional.ofNullable(fault), faultOf(url, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forward-headers | x-user, cookie      |",
                "forward-headers | *                   | its forward-headers must name each header: '*' stands for none",
                "forward-headers | x-user, x-*         | its forward-headers must name each header: 'x-*' stands for none",
                "forward-headers | Accept-Encoding     | its forward-headers cannot have accept-encoding, since Gather decodes the answers itself",
                "idle-timeout    | 1s                  |",
                "idle-timeout    | 500ms               | its idle-timeout must be in whole seconds, 1s or more",
                "idle-timeout    | 1500ms              | its idle-timeout must be in whole seconds, 1s or more",
                "idle-timeout    | 0s                  | its idle-timeout must be in whole seconds, 1s or more",
                "connect-timeout | 1ms                 |",
                "connect-timeout | 0s                  | its connect-timeout must be 1ms or more",
                "timeout         | 0s                  | its timeout must be 1ms or more",
                "deadline-header | grpc-timeout        |",
                "deadline-header | a b                 | it cannot have the header 'a b'",
                "deadline-header | content-length      | it cannot have the header 'content-length'",
                "host            | api.example.com     |",
                "host            | my_api:8080         |",
                "host            | [::1]:8080          |",
                "host            | http://a            | its host must be a host, with a port if it is not the usual one: api.example.com or api.example.com:8443",
                "host            | a/b                 | its host must be a host, with a port if it is not the usual one: api.example.com or api.example.com:8443",
                "host            | u@a                 | its host must be a host, with a port if it is not the usual one: api.example.com or api.example.com:8443",
                "host            | a:65536             | its host must be a host, with a port if it is not the usual one: api.example.com or api.example.com:8443",
                "user-agent      | Shop/1.0 (mobile)   |",
                "proxy           | http://proxy:3128   |",
                "proxy           | socks5://u:p@p:1080 |",
                "proxy           | https://proxy:3128  | its proxy must start with http:// or socks5://",
                "proxy           | proxy:3128          | its proxy must start with http:// or socks5://",
                "proxy           | http://proxy        | its proxy needs a host and a port, as in http://proxy.example.com:3128",
                "proxy           | http://proxy:3128/a | its proxy may have a user and a password, but no path, query or fragment",
                "client-key      | key.pem             | its client-certificate and its client-key need each other",
                "retries         | 10                  |",
                "retries         | 11                  | its retries must be from 0 to 10",
                "retries         | -1                  | its retries must be from 0 to 10",
                "cache           | 60s                 |",
                "cache           | http                |",
                "cache           | 0s                  | its cache must be how long, as 60s or 10m and at most a year, or http",
                "cache           | for ever            | its cache must be how long, as 60s or 10m and at most a year, or http",
                "cache           | 525601m             | its cache must be how long, as 60s or 10m and at most a year, or http",
                "hedge           | 200ms               |",
                "hedge           | 0s                  | its hedge must be 1ms or more",
                "max-header      | 1K                  |",
                "max-header      | 0                   | its max-header must be from 1K to 16M",
                "max-header      | 1G                  | its max-header must be from 1K to 16M"
            })
    void namesTheProperty(String property, String value, String fault) {
        assertEquals(Optional.ofNullable(fault), faultOf("http://localhost", Map.of(property, value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "oauth2.token-url=https://a/t oauth2.client-id=c                 |",
                "oauth2.token-url=https://a/t?p=1 oauth2.client-id=c             |",
                "oauth2.client-id=c                                               | its auth.oauth2.token-url is not set",
                "oauth2.client-secret=s                                           | its auth.oauth2.token-url is not set",
                "oauth2.token-url=https://a/t                                     | its auth.oauth2.client-id is not set",
                "oauth2.token-url=ftp://a/t oauth2.client-id=c                    | its auth.oauth2.token-url must start with http:// or https://",
                "oauth2.token-url=https://a_b/t oauth2.client-id=c                | the host of its auth.oauth2.token-url has a '_', which TLS does not allow: use another name of the host",
                "oauth2.token-url=https://u:p@a/t oauth2.client-id=c              | its auth.oauth2.token-url may have a path, but no query, fragment or user",
                "oauth2.token-url=https://a/t?x#y oauth2.client-id=c              | its auth.oauth2.token-url may have a path, but no query, fragment or user",
                "oauth2.token-url=http://a oauth2.client-id=c oauth2.client-authentication=post |",
                "oauth2.token-url=http://a oauth2.client-id=c oauth2.client-authentication=jwt  | its auth.oauth2.client-authentication must be basic or post",
                "oauth2.token-url=http://a oauth2.client-id=c oauth2.trust-certificates=/x      | its auth.oauth2.trust-certificates need a url that starts with https://",
                "oauth2.token-url=https://a oauth2.client-id=c oauth2.trust-certificates=/x     | its auth.oauth2.trust-certificates cannot be read from /x: PEM is expected",
                "oauth2.token-url=http://a oauth2.client-id=c ../headers.Authorization=s3cret   | its headers cannot have authorization, which auth.oauth2 sets: remove it",
                "oauth2.token-url=http://a oauth2.client-id=c ../forward-headers=Authorization  | its forward-headers cannot have authorization, which auth.oauth2 sets: remove it",
                "oauth2.token-url=http://a oauth2.client-id=c oauth2.proxy=http://p:3128        |",
                "oauth2.token-url=http://a oauth2.client-id=c oauth2.proxy=http://s3cret        | its auth.oauth2.proxy needs a host and a port, as in http://proxy.example.com:3128",
                "oauth2.token-url=http://a oauth2.client-id=c sigv4.service=lambda              | it has auth.oauth2 and auth.sigv4: remove one of them",
                "sigv4.service=execute-api                                        |",
                "sigv4.service=vpc-lattice-svcs sigv4.region=eu-central-1         |",
                "sigv4.region=eu-central-1                                        | its auth.sigv4.service is not set",
                "sigv4.service=Lambda                                             | its auth.sigv4.service must be a name of AWS, of small letters, digits and '-'",
                "sigv4.service=lambda sigv4.region=eu/1                           | its auth.sigv4.region must be a name of AWS, of small letters, digits and '-'",
                "sigv4.service=lambda ../headers.x-amz-date=1                     | its headers cannot have x-amz-date, which auth.sigv4 sets: remove it",
                "sigv4.service=lambda ../headers.x-amz-meta-a=1                   |",
                "sigv4.service=lambda ../deadline-header=X-Amz-Date               | its deadline-header cannot have x-amz-date, which auth.sigv4 sets: remove it"
            })
    void namesThePropertyOfItsAuthentication(String properties, String fault) {
        Map<String, String> settings = Stream.of(properties.split(" +"))
                .map(property -> property.split("=", 2))
                .collect(Collectors.toMap(
                        property -> property[0].startsWith("../") ? property[0].substring(3) : "auth." + property[0],
                        property -> property[1]));

        assertEquals(Optional.ofNullable(fault), faultOf("http://localhost", settings));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://a | server.pem | server-key.pem |",
                "http://a  | server.pem | server-key.pem | its client-certificate needs a url that starts with https://",
                "https://a | server.pem | server.pem     | its client-certificate and client-key cannot be read from src/test/resources/tls/server.pem and src/test/resources/tls/server.pem: PEM is expected, with the key as PKCS #8 and not encrypted",
                "https://a | no.pem     | server-key.pem | its client-certificate and client-key cannot be read from src/test/resources/tls/no.pem and src/test/resources/tls/server-key.pem: PEM is expected, with the key as PKCS #8 and not encrypted"
            })
    void readsTheClientsCertificate(String url, String certificate, String key, String fault) {
        Path folder = Certificates.SERVER.getParent();
        Map<String, String> settings = Map.of(
                "client-certificate", folder.resolve(certificate).toString(),
                "client-key", folder.resolve(key).toString());

        assertEquals(Optional.ofNullable(fault), faultOf(url, settings));
    }

    /** A machine that checks compositions need not have the secrets of the function. */
    @ParameterizedTest
    @CsvSource({
        "false, '',     its auth.oauth2.client-secret is not set",
        "false, s3cret,",
        "true,  '',",
    })
    void wantsTheSecretOfAClientUnlessACommandRuns(String command, String secret, String fault) {
        GatherConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.command", command)
                .withDefaultValue("gather.upstreams.checked.url", "http://localhost")
                .withDefaultValue("gather.upstreams.checked.auth.oauth2.token-url", "http://localhost/token")
                .withDefaultValue("gather.upstreams.checked.auth.oauth2.client-id", "gather")
                .withDefaultValue("gather.upstreams.checked.auth.oauth2.client-secret", secret)
                .build()
                .getConfigMapping(GatherConfig.class);

        assertEquals(Optional.ofNullable(fault), HttpLoading.upstreams(config).fault("checked"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:lambda:eu-west-1:123456789012:function:p |                   |",
                "pricing                                          |                   | its function has no region: write the function's ARN, or set AWS_REGION",
                "a b                                              |                   | its function must be a function's name, its name with an alias as name:alias, or its ARN",
                "arn:aws:lambda:eu-west-1:123456789012:function:p | auth.sigv4.service | its requests are signed for its function already: remove auth",
                "arn:aws:lambda:eu-west-1:123456789012:function:p | headers.authorization | its headers cannot have authorization, which the signature for its function sets: remove it",
            })
    void checksAFunction(String function, String property, String fault) {
        Map<String, String> settings = property == null
                ? Map.of("function", function)
                : Map.of("function", function, property, property.startsWith("auth") ? "lambda" : "x");

        assertEquals(Optional.ofNullable(fault), faultOf("http://localhost:3001", settings));
    }

    @Test
    void hasAUrlOrAFunction() {
        GatherConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.upstreams.my-api.timeout", "1s")
                .build()
                .getConfigMapping(GatherConfig.class);

        assertEquals(
                "gather.upstreams.my-api has neither url nor function: set one of them",
                assertThrows(IllegalStateException.class, () -> HttpLoading.upstreams(config))
                        .getMessage());
    }

    /** Such a proxy would be asked for that host, and not for the one of the URL. */
    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.5, http://proxy:3128, true",
        "https://10.0.0.5, http://proxy:3128, false",
        "http://10.0.0.5, socks5://proxy:1080, false"
    })
    void hasNoOtherHostBehindAProxyThatSeesRequests(String url, String proxy, boolean refused) {
        Optional<String> fault = faultOf(url, Map.of("host", "api.example.com", "proxy", proxy));

        assertEquals(
                refused,
                fault.filter(text -> text.startsWith("its host would take the place"))
                        .isPresent());
        assertEquals(refused, fault.isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://my_api:8080/base/, false, my_api, 8080, /base",
        "https://example.com, true, example.com, 443, ''",
        "Http://example.com/, false, example.com, 80, ''",
        "http://a_b:, false, a_b, 80, ''"
    })
    void readsAUrl(URI url, boolean tls, String host, int port, String path) {
        assertEquals(new UpstreamUrl(tls, host, port, path), UpstreamUrl.of(url));
    }
}
