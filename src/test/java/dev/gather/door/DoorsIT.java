package dev.gather.door;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.Arrays;
import java.util.List;

/** The same calls through every door of the packaged function, which has no local HTTP. */
@QuarkusIntegrationTest
class DoorsIT extends DoorsTest {
    @Override
    List<Doors> doors() {
        return Arrays.stream(Doors.values()).filter(door -> door != Doors.LOCAL).toList();
    }
}
