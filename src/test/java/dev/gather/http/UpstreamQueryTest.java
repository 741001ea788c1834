package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters of the configuration in every query. */
class UpstreamQueryTest {
    private static final UpstreamQuery QUERY = UpstreamQuery.of(Map.of("b c", "s3cret&=+", "a", ""));

    @ParameterizedTest
    @CsvSource({
        "/,          /?a=&b%20c=s3cret%26%3D%2B",
        "/x?y=1,     /x?y=1&a=&b%20c=s3cret%26%3D%2B",
        "/x%3Fy,     /x%3Fy?a=&b%20c=s3cret%26%3D%2B"
    })
    void comesAfterTheTargetsOwnParameters(String target, String sent) {
        assertEquals(sent, QUERY.appendedTo(target));
    }

    @Test
    void leavesTargetsAloneWithoutParameters() {
        assertEquals("/x?y", UpstreamQuery.of(Map.of()).appendedTo("/x?y"));
    }

    @Test
    void showsNoValue() {
        assertFalse(QUERY.toString().contains("s3cret"));
    }
}
