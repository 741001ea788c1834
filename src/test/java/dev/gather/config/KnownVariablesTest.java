package dev.gather.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which environment variables are known. */
class KnownVariablesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "GATHER",
                "GATHER_COMPOSITIONS_0_",
                "GATHER_UPSTREAMS_A_HEADERS_X",
                "GATHER_UPSTREAMS_A_QUERY_x",
                "GATHER_UPSTREAMS__A__URL",
                "GATHER_DATASOURCES_TWO_WORDS_CIRCUIT_BREAKER_DELAY"
            })
    void leavesOthersAlone(String variable) {
        assertEquals(List.of(), KnownVariables.unknown(List.of(variable)));
    }

    @Test
    void knowsEveryProperty() {
        Set<String> variables = PropertyNames.all().stream()
                .map(property -> UpstreamNames.spelled(property.replaceAll("<[a-z]+>", "x")))
                .collect(Collectors.toSet());

        assertEquals(List.of(), KnownVariables.unknown(variables));
    }
}
