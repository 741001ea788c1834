package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.config.GatherConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which upstreams are refused when compositions are loaded. */
class UpstreamCheckTest {
    private static Optional<String> faultOf(String url) {
        return UpstreamCheck.fault(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
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
                "http://a_b                  | its url has no host, or one with characters that hosts cannot have",
                "http://localhost?a=b        | its url may have a path, but no query, fragment or user"
            })
    void names(String url, String fault) {
        assertEquals(Optional.ofNullable(fault), faultOf(url));
    }
}
