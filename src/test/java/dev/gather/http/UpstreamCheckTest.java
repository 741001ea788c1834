package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.config.GatherConfig;
import dev.gather.stub.Certificates;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which upstreams are refused when compositions are loaded. */
class UpstreamCheckTest {
    private static Optional<String> faultOf(String url, Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        settings.forEach((key, value) -> builder.withDefaultValue("gather.upstreams.checked." + key, value));
        return UpstreamCheck.fault(builder.addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.upstreams.checked.url", url)
                .build()
                .getConfigMapping(GatherConfig.class)
                .upstreams()
                .get("checked"));
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
