package dev.gather.door;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.List;

/** The same with the packaged function. */
@QuarkusIntegrationTest
class BodiesIT extends BodiesTest {
    @Override
    List<Doors> doors() {
        return Doors.ofTheFunction();
    }
}
