package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 5.5 and 7.6: what may stand in a header, and which headers belong to the connection. */
class HeaderRulesTest {
    @ParameterizedTest
    @CsvSource({
        "Host, true", "content-length, true", "Transfer-Encoding, true", "CONNECTION, true", "Keep-Alive, true",
        "Upgrade, true", "TE, true", "Trailer, true", "Expect, true", "Proxy-Authorization, true",
        "Content-Type, false", "Accept, false", "Authorization, false", "X-Host, false", "Cookie, false"
    })
    void knowsTheHeadersOfTheConnection(String name, boolean ofTheConnection) {
        assertEquals(ofTheConnection, HeaderRules.belongsToConnection(name));
    }

    @ParameterizedTest
    @CsvSource({
        "x-api-key, x-api-key",
        "X-Api-Key, x-api-key",
        "x.api.key, x-api-key",
        "'\"x.api\"', x-api",
        "authorization., authorization"
    })
    void knowsTheHeaderThatAKeyOfTheConfigurationStandsFor(String key, String name) {
        assertEquals(name, HeaderRules.configuredName(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b\tc", "\"q\"; x=1", "Bearer a.b-c_d=="})
    void takes(String value) {
        assertEquals(value, HeaderRules.checked("x", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nx: y", "a\rb", "\0", "a\u007f", "\u0001"})
    void refuses(String value) {
        Failure failure = assertThrows(Failure.class, () -> HeaderRules.checked("x", value));

        assertEquals("unsafe-value: a value cannot stand in the header 'x'", failure.toString());
    }
}
