package dev.gather.door;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.List;

/** The same with the packaged function. */
@QuarkusIntegrationTest
class NegotiationIT extends NegotiationTest {
    @Override
    List<Doors> doors() {
        return Doors.ofTheFunction();
    }
}
