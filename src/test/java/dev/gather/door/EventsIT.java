package dev.gather.door;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same with the packaged function. */
@QuarkusIntegrationTest
class EventsIT extends EventsTest {}
