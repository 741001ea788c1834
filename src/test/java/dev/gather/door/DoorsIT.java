package dev.gather.door;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.List;

/** The same calls through every door of the packaged function. */
@QuarkusIntegrationTest
class DoorsIT extends DoorsTest {
    @Override
    List<Doors> doors() {
        return Doors.ofTheFunction();
    }
}
