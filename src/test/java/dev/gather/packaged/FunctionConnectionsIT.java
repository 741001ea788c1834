package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the zip does where its connections have ended while it was idle or frozen. */
class FunctionConnectionsIT {
    /** In an order of their own each time: the pools may have seen the end of their connections, or not. */
    @Test
    void answersAfterItsConnectionsHaveEnded() throws Exception {
        Packaged.Running function = Packaged.running();
        for (int i = 0; i < 20; i++) {
            RuntimeApiStandIn.Posted posted = function.invoke("{\"composition\": \"data-and-rows\"}");
            Packaged.world().hangUp(i % 2 == 0);

            assertFalse(posted.error(), posted.body() + function.process().output());
        }
    }

    /** With fewer connections than queries, so that some wait for those that have ended. */
    @Test
    void answersAfterAFreezeInWhichItsConnectionsHaveEnded() throws Exception {
        try (Packaged.Running function = Packaged.start(Map.of("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "2"))) {
            for (int i = 0; i < 6; i++) {
                RuntimeApiStandIn.Posted posted =
                        function.invoke("{\"composition\": \"queries\"}", Duration.ofSeconds(4));
                assertFalse(posted.error(), posted.body() + function.process().output());
                function.process().freeze();
                Packaged.world().hangUp(i % 2 == 0);
                function.process().thaw();
            }
        }
    }

    /** Reads are repeated where a connection has died; the POST must not even meet one. */
    @Test
    void answersAfterAFreezePastTheIdleTimeoutsOfItsServers() throws Exception {
        try (World world = World.withIdleTimeouts()) {
            world.answer("POST /orders", "ordered");
            try (Packaged.Running function =
                    Packaged.start(world, Map.of("GATHER_UPSTREAMS_DATA_IDLE_TIMEOUT", "1s"))) {
                for (String composition :
                        List.of("data-and-rows", "order", "data-and-rows", "order", "data-and-rows")) {
                    RuntimeApiStandIn.Posted posted = function.invoke("{\"composition\": \"" + composition + "\"}");
                    assertFalse(
                            posted.error(), posted.body() + function.process().output());
                    function.process().freeze();
                    // The servers' timeouts are a second.
                    Thread.sleep(1600);
                    function.process().thaw();
                }
            }
        }
    }
}
