package dev.gather.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time zones of database sessions in the configuration. */
class TimeZoneTest {
    private final TimeZone zone = new TimeZone();

    @ParameterizedTest
    @CsvSource({
        "UTC, Z",
        "Z, Z",
        "+02:00, +02:00",
        "-12:59, -12:59",
        "+13:00, +13:00",
        "' Europe/Berlin ', Europe/Berlin",
        "Pacific/Kiritimati, Pacific/Kiritimati"
    })
    void areRead(String text, String id) {
        assertEquals(id, zone.convert(text).getId());
    }

    @ParameterizedTest
    @CsvSource({
        "+14:00, from -12:59 to +13:00",
        "-13:00, from -12:59 to +13:00",
        "+01:00:30, from -12:59 to +13:00",
        "Nowhere/Land, is not a time zone",
        "\"x'; DROP\", is not a time zone",
        "'', is not a time zone"
    })
    void areRefused(String text, String why) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> zone.convert(text));

        assertTrue(thrown.getMessage().contains("'" + text + "'"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains(why), thrown.getMessage());
    }
}
