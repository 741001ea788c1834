package dev.gather.packaged;

import dev.gather.dev.EmbeddedDatabase;
import dev.gather.stub.StubServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** What a function asks: the demo's database and upstreams, which answer at once. */
final class World implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(World.class);
    private static final Path CERTIFICATE = Path.of("src/test/resources/tls/server.pem");
    private static final Path KEY = Path.of("src/test/resources/tls/server-key.pem");
    private static final int OFTEN = 1_000_000;

    private final StubServer stub;
    private final EmbeddedDatabase database;
    private final JsonArray stubs = new JsonArray();
    private final Map<String, String> environment = new HashMap<>();

    private World(StubServer stub, EmbeddedDatabase database) {
        this.stub = stub;
        this.database = database;
        database.load("demo/schema.sql");
        environment.put("GATHER_OWN_COMPOSITIONS", "false");
        environment.put("GATHER_DEMO", "true");
        environment.put("GATHER_UPSTREAMS_DATA_URL", stub.url());
        environment.put("GATHER_UPSTREAMS_CARRIER_URL", stub.url());
        environment.put("GATHER_UPSTREAMS_OFFERS_URL", stub.url());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.url());
        environment.put("QUARKUS_DATASOURCE_USERNAME", "gather");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "gather");
        for (String name : new String[] {"one", "two", "three"}) {
            answer("GET /" + name + ".json", new JsonObject().put("name", name));
        }
        answer("GET /parcels/1001", new JsonObject().put("state", "delivered"));
        answer("GET /parcels/1003", new JsonObject().put("state", "lost"));
        answer("GET /parcels/1004", new JsonObject().put("state", "late"));
        answer("GET /for/gold?limit=3", new JsonArray().add(new JsonObject().put("sku", "LAMP-DESK")));
    }

    static World plain() throws Exception {
        return new World(new StubServer(), EmbeddedDatabase.start());
    }

    /** One in which upstreams and database close connections that have been idle for a second. */
    static World withIdleTimeouts() throws Exception {
        World world = new World(StubServer.withIdleTimeout(1), EmbeddedDatabase.start());
        world.database.run("SET GLOBAL wait_timeout = 1");
        return world;
    }

    /** One in which upstreams and database speak TLS, with a certificate that no public authority has signed. */
    static World overTls() throws Exception {
        World world = new World(StubServer.withTls(CERTIFICATE, KEY), EmbeddedDatabase.startWithTls(CERTIFICATE, KEY));
        String trusted = CERTIFICATE.toAbsolutePath().toString();
        for (String upstream : new String[] {"DATA", "CARRIER", "OFFERS"}) {
            world.environment.put("GATHER_UPSTREAMS_" + upstream + "_TRUST_CERTIFICATES", trusted);
            // On a busy machine the handshakes of a function that has just started take long.
            world.environment.put("GATHER_UPSTREAMS_" + upstream + "_CONNECT_TIMEOUT", "20s");
        }
        world.environment.put("QUARKUS_DATASOURCE_REACTIVE_MYSQL_SSL_MODE", "verify-ca");
        world.environment.put("QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM", "true");
        world.environment.put("QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS", trusted);
        return world;
    }

    /** Adds an answer to those of the upstreams. */
    void answer(String request, Object json) {
        add(new JsonObject().put("request", request).put("json", json));
    }

    /** Adds an answer that comes late. */
    void answerLate(String request, long millis) {
        add(new JsonObject().put("request", request).put("delay", millis));
    }

    private void add(JsonObject answer) {
        stubs.add(answer.put("times", OFTEN));
        stub.script(stubs);
    }

    /** How often the upstreams were asked for that. */
    int asked(String request) {
        return stub.asked(request);
    }

    /** Ends all connections that the function has, without any warning or after a goodbye. */
    void hangUp(boolean reset) {
        stub.hangUp(reset);
        try {
            database.run("KILL USER gather");
        } catch (IllegalStateException e) {
            // The connection that says so is the user's, too, and ends with the others.
            LOG.debug("hung up", e);
        }
    }

    /** The environment variables that show a function the way; changes of the result are its caller's. */
    Map<String, String> environment() {
        return new HashMap<>(environment);
    }

    @Override
    public void close() {
        database.close();
        stub.close();
    }
}
