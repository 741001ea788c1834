package dev.gather.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetNamesTest {
    @ParameterizedTest
    @CsvSource({
        "QUARKUS_LOG_LEVEL, true",
        "quarkus.log.level, true",
        "_PROD_QUARKUS_LOG_LEVEL, true",
        "QUARKUS_LOG_CATEGORY__COM_ACME__LEVEL, true",
        "QUARKUS_LOGGER, false",
        "QUARKUS_VERTX_CACHING, false",
        "PATH, false"
    })
    void areFoundInEitherForm(String name, boolean found) {
        assertEquals(found, SetNames.of(List.of(name), List.of()).haveAny("quarkus.log."));
        assertEquals(found, SetNames.of(List.of(), List.of(name)).haveAny("quarkus.log."));
    }

    @ParameterizedTest
    @CsvSource({"quarkus.datasource.\"my-db\".url, QUARKUS_DATASOURCE__MY_DB__URL", "%dev.gather.demo, _DEV_GATHER_DEMO"
    })
    void areWrittenAsVariables(String property, String variable) {
        assertEquals(variable, SetNames.variable(property));
    }
}
