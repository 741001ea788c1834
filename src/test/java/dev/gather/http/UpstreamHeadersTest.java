package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.config.GatherConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the headers of upstreams are configured where there are environment variables alone. */
class UpstreamHeadersTest {
    private static GatherConfig config(Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withSources(new EnvConfigSource(variables, 300))
                .build()
                .getConfigMapping(GatherConfig.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GATHER_UPSTREAMS_A_HEADERS_X_API_KEY,x-api-key",
        "GATHER_UPSTREAMS_A_HEADERS_AUTHORIZATION,authorization",
        "GATHER_UPSTREAMS_A_HEADERS__X_API_KEY__,x-api-key",
        "GATHER_UPSTREAMS_A_HEADERS_OCP_APIM_SUBSCRIPTION_KEY,ocp-apim-subscription-key"
    })
    void readsUnderscoresAsDashes(String variable, String header) {
        Upstreams upstreams =
                HttpLoading.upstreams(config(Map.of("GATHER_UPSTREAMS_A_URL", "http://a", variable, "s3cret")));

        assertEquals(Optional.empty(), upstreams.fault("a"));
        assertEquals(
                "s3cret", upstreams.find("a").orElseThrow().headers(Map.of()).get(header));
    }

    @Test
    void readsThemForUpstreamsOfTwoWords() {
        Upstreams upstreams = HttpLoading.upstreams(config(Map.of(
                "GATHER_UPSTREAMS__MY_API__URL", "http://a", "GATHER_UPSTREAMS__MY_API__HEADERS_X_API_KEY", "s3cret")));

        assertEquals(
                "s3cret",
                upstreams.find("my-api").orElseThrow().headers(Map.of()).get("x-api-key"));
    }
}
