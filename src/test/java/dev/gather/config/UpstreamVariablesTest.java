package dev.gather.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What environment variables say of upstreams, whose names and parameters may have several words. */
class UpstreamVariablesTest {
    private static Map<String, GatherConfig.Upstream> upstreams(
            Map<String, String> environment, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new PropertiesConfigSource(properties, "a file", 260))
                .build()
                .getConfigMapping(GatherConfig.class)
                .upstreams();
    }

    private static GatherConfig.Upstream only(Map<String, String> environment, Map<String, String> properties) {
        Map<String, GatherConfig.Upstream> upstreams = upstreams(environment, properties);
        assertEquals(1, upstreams.size(), upstreams.keySet().toString());
        return upstreams.values().iterator().next();
    }

    @ParameterizedTest
    @CsvSource({
        "GATHER_UPSTREAMS_CARRIER_URL,        carrier",
        "GATHER_UPSTREAMS_MY_API_URL,         my.api",
        "GATHER_UPSTREAMS_MY_PRICES_FUNCTION, my.prices",
        "GATHER_UPSTREAMS__MY_API__URL,       my.api",
        "GATHER_UPSTREAMS_MY_OTHER_API_2_URL, my.other.api.2"
    })
    void findsTheUpstream(String variable, String name) {
        Map<String, GatherConfig.Upstream> upstreams = upstreams(Map.of(variable, "http://a"), Map.of());

        assertEquals(name, String.join(",", upstreams.keySet()));
        GatherConfig.Upstream found = upstreams.get(name);
        assertEquals(
                "http://a", found.url().map(URI::toString).or(found::function).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "GATHER_UPSTREAMS_A_QUERY_APPID,            GATHER_UPSTREAMS_A_URL,        appid",
        "GATHER_UPSTREAMS_A_QUERY_API_KEY,          GATHER_UPSTREAMS_A_URL,        api_key",
        "GATHER_UPSTREAMS_A_QUERY_apiKey,           GATHER_UPSTREAMS_A_URL,        apiKey",
        "GATHER_UPSTREAMS_A_QUERY_Api_Key,          GATHER_UPSTREAMS_A_URL,        Api_Key",
        "GATHER_UPSTREAMS_A_QUERY__API_KEY__,       GATHER_UPSTREAMS_A_URL,        _api_key__",
        "GATHER_UPSTREAMS_A_QUERY_page__size,       GATHER_UPSTREAMS_A_URL,        page__size",
        "GATHER_UPSTREAMS_A_QUERY__id,              GATHER_UPSTREAMS_A_URL,        _id",
        "GATHER_UPSTREAMS_A_QUERY__,                GATHER_UPSTREAMS_A_URL,        _",
        "GATHER_UPSTREAMS__MY__API__QUERY__Id_,     GATHER_UPSTREAMS_MY_API_URL,   _Id_",
        "GATHER_UPSTREAMS_MY_API_QUERY_API_KEY,     GATHER_UPSTREAMS_MY_API_URL,   api_key",
        "GATHER_UPSTREAMS__MY_API__QUERY_API_KEY,   GATHER_UPSTREAMS__MY_API__URL, api_key",
        "GATHER_UPSTREAMS_MY_API_QUERY_API_KEY,     GATHER_UPSTREAMS__MY_API__URL, api_key",
        "GATHER_UPSTREAMS_A_QUERY_CALLBACK_URL,     GATHER_UPSTREAMS_A_URL,        callback_url",
        "GATHER_UPSTREAMS_A_QUERY_QUERY_TIMEOUT,    GATHER_UPSTREAMS_A_URL,        query_timeout"
    })
    void findsAParameter(String variable, String url, String parameter) {
        GatherConfig.Upstream upstream = only(Map.of(url, "http://a", variable, "s3$$cret"), Map.of());

        assertEquals(Map.of(parameter, "s3$$cret"), upstream.query());
        assertEquals(Map.of(), upstream.headers());
    }

    @Test
    void findsEveryPropertyOfAnUpstreamWithANameOfTwoWords() {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "GATHER_UPSTREAMS_MY_API_URL", "http://a",
                "GATHER_UPSTREAMS_MY_API_TIMEOUT", "3s",
                "GATHER_UPSTREAMS_MY_API_CONNECT_TIMEOUT", "4s",
                "GATHER_UPSTREAMS_MY_API_MAX_CONNECTIONS", "5",
                "GATHER_UPSTREAMS_MY_API_FORWARD_HEADERS", "x-a,x-b",
                "GATHER_UPSTREAMS_MY_API_CIRCUIT_BREAKER_ENABLED", "true",
                "GATHER_UPSTREAMS_MY_API_CIRCUIT_BREAKER_FAILURE_RATIO", "10%",
                "GATHER_UPSTREAMS_MY_API_HEADERS_X_API_KEY", "s3cret",
                "GATHER_UPSTREAMS_MY_API_HEADERS_X_URL", "http://b"));
        environment.put("GATHER_UPSTREAMS_MY_API_AUTH_OAUTH2_TOKEN_URL", "http://c/token");
        environment.put("GATHER_UPSTREAMS_MY_API_AUTH_OAUTH2_CLIENT_SECRET", "s3$${cret");

        GatherConfig.Upstream upstream = only(environment, Map.of());

        assertEquals(Duration.ofSeconds(3), upstream.timeout().orElseThrow());
        assertEquals(Duration.ofSeconds(4), upstream.connectTimeout());
        assertEquals(5, upstream.maxConnections());
        assertEquals(List.of("x-a", "x-b"), upstream.forwardHeaders().orElseThrow());
        assertEquals(0.1, upstream.circuitBreaker().failureRatio());
        assertEquals(Map.of("x-api-key", "s3cret", "x-url", "http://b"), upstream.headers());
        GatherConfig.OAuth2 client = upstream.auth().orElseThrow().oauth2().orElseThrow();
        assertEquals("http://c/token", client.tokenUrl().orElseThrow().toString());
        assertEquals("s3$${cret", client.clientSecret().orElseThrow());
        assertEquals(Optional.empty(), client.clientAuthentication());
        assertEquals(Optional.empty(), upstream.auth().orElseThrow().sigv4());
    }

    @Test
    void findsNoAuthenticationWhereNoneIsSet() {
        assertEquals(
                Optional.empty(),
                only(Map.of("GATHER_UPSTREAMS_A_URL", "http://a"), Map.of()).auth());
    }

    @Test
    void findsASecretThatBelongsToPropertiesOfAFile() {
        GatherConfig.Upstream upstream = only(
                Map.of("GATHER_UPSTREAMS_MY_API_AUTH_OAUTH2_CLIENT_SECRET", "s3cret"),
                Map.of(
                        "gather.upstreams.my-api.url", "http://a",
                        "gather.upstreams.my-api.auth.oauth2.token-url", "http://c/token"));

        GatherConfig.OAuth2 client = upstream.auth().orElseThrow().oauth2().orElseThrow();
        assertEquals("http://c/token", client.tokenUrl().orElseThrow().toString());
        assertEquals("s3cret", client.clientSecret().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"my-api,       api-key", "my_api,       apiKey", "'\"my.api\"', '\"api.key\"'", "MyApi,        API_KEY"
    })
    void takesTheSpellingOfAFile(String upstream, String parameter) {
        String prefix = "gather.upstreams." + upstream + ".";
        String variables = upstream.equals("MyApi") ? "GATHER_UPSTREAMS_MYAPI_" : "GATHER_UPSTREAMS_MY_API_";
        Map<String, String> environment = Map.of(
                variables + "HEADERS_X_TENANT", "t1",
                variables + (parameter.equals("apiKey") ? "QUERY_APIKEY" : "QUERY_API_KEY"), "s3cret");

        Map<String, GatherConfig.Upstream> upstreams =
                upstreams(environment, Map.of(prefix + "url", "http://a", prefix + "query." + parameter, "none"));

        String name = upstream.replace("\"", "");
        assertEquals(name, String.join(",", upstreams.keySet()));
        assertEquals(
                Map.of(parameter.replace("\"", ""), "s3cret"),
                upstreams.get(name).query());
        assertEquals(Map.of("x-tenant", "t1"), upstreams.get(name).headers());
    }

    @Test
    void readsParametersFromFiles() {
        String prefix = "gather.upstreams.a.";
        GatherConfig.Upstream upstream = only(
                Map.of(),
                Map.of(
                        prefix + "url", "http://a",
                        prefix + "query.api_key", "1",
                        prefix + "query.apiKey", "2",
                        prefix + "query.\"api.key\"", "3"));

        assertEquals(Map.of("api_key", "1", "apiKey", "2", "api.key", "3"), upstream.query());
    }

    @Test
    void prefersSystemPropertiesToVariables() {
        Map<String, GatherConfig.Upstream> upstreams = new SmallRyeConfigBuilder()
                .addDiscoveredInterceptors()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withSources(new EnvConfigSource(
                        Map.of("GATHER_UPSTREAMS_MY_API_URL", "http://a", "GATHER_UPSTREAMS_MY_API_TIMEOUT", "1s"),
                        300))
                .withSources(
                        new PropertiesConfigSource(Map.of("gather.upstreams.my-api.url", "http://b"), "system", 400))
                .build()
                .getConfigMapping(GatherConfig.class)
                .upstreams();

        assertEquals("http://b", upstreams.get("my-api").url().orElseThrow().toString());
        assertEquals(Duration.ofSeconds(1), upstreams.get("my-api").timeout().orElseThrow());
    }
}
