package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of environment variables that have no effect. */
class VariableWarningsTest {
    private static final Set<String> UPSTREAMS = Set.of("carrier", "my-api");

    @ParameterizedTest
    @CsvSource({
        "GATHER_TIMOUT, GATHER_TIMEOUT",
        "GATHER_MEMORYBUDGET, GATHER_MEMORY_BUDGET",
        "GATHER_HEDGE_BUDGET, GATHER_RETRY_BUDGET",
        "GATHER_HTTP_BYNAME, GATHER_HTTP_BY_NAME",
        "GATHER_UPSTREAMS_CARRIER_TIMEUOT, GATHER_UPSTREAMS_CARRIER_TIMEOUT",
        "GATHER_UPSTREAMS_MY_API_MAX_CONECTIONS, GATHER_UPSTREAMS_MY_API_MAX_CONNECTIONS",
        "GATHER_UPSTREAM_CARRIER_URL, GATHER_UPSTREAMS_CARRIER_URL",
        "GATHER_DATASOURCES_DEFAULT_MAX_ROW, GATHER_DATASOURCES_DEFAULT_MAX_ROWS",
        "GATHER_DATASOURCES_ORDERS_MAXBYTES, GATHER_DATASOURCES_ORDERS_MAX_BYTES"
    })
    void namesTheNearest(String variable, String nearest) {
        assertEquals(
                List.of("the environment variable " + variable + " sets no property, did you mean " + nearest + "?"),
                Upstreams.warnings(List.of(variable), UPSTREAMS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GATHER_SOMETHING_ELSE_ENTIRELY",
                "GATHER_UPSTREAMS_URL",
                "GATHER_UPSTREAMS_A_HEADERS_",
                "GATHER_UPSTREAMS_A_QUERY_"
            })
    void saysSoWhereNoneIsNear(String variable) {
        assertEquals(
                List.of("the environment variable " + variable + " sets no property"),
                Upstreams.warnings(List.of(variable), Set.of()));
    }
}
