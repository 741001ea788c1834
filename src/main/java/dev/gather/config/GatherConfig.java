package dev.gather.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gather's configuration. Environment variables work for all of it: {@code gather.upstreams.carrier.url} is
 * {@code GATHER_UPSTREAMS_CARRIER_URL}. An unknown property below {@code gather} keeps the application from starting.
 */
@ConfigMapping(prefix = "gather")
public interface GatherConfig {
    /** The longest that one execution may take, as {@code 10s} or {@code 800ms}. A composition may set less. */
    @WithDefault("10s")
    Duration timeout();

    /**
     * On Lambda, the least that is kept of the invocation's remaining time for the answer. What is kept follows the
     * function's memory, to which its processor time is proportional, and the work that is left.
     */
    Optional<Duration> reserve();

    /**
     * Folders with compositions, separated by commas. They come after the application's own {@code compositions/}, and
     * later ones win by name. By default {@code /opt/compositions}, where a Lambda layer puts them, if it is there.
     */
    Optional<List<String>> compositions();

    /** Whether the application's own compositions, those of its {@code compositions/}, are there. */
    @WithDefault("true")
    boolean ownCompositions();

    /** Whether the demo compositions are there: yes in dev mode and tests, no in the packaged function. */
    @WithDefault("false")
    boolean demo();

    /**
     * Of an upstream's or a datasource's requests, the part that may be asked a second time by {@code hedge}: {@code 10%},
     * or {@code 0.1}. It keeps hedges from doubling the load on a backend that is slow as a whole.
     */
    @WithDefault("10%")
    @WithConverter(Ratio.class)
    double hedgeBudget();

    /**
     * The memory that the answers of all sources of one execution may take, by an estimate: their bytes while they come
     * in, then 150 bytes for each value, and their texts. An answer that does not fit fails its source. By default three
     * tenths of the function's memory, which is some 2,000 values for each MB.
     */
    Optional<MemorySize> memoryBudget();

    /** The HTTP services that compositions may call, by name. */
    Map<String, Upstream> upstreams();

    /** What Gather adds to the datasources of {@code quarkus.datasource}, by name; the default one's is {@code default}. */
    @WithDefaults
    Map<String, Datasource> datasources();

    /** What callers may do over HTTP. */
    Http http();

    /** What dev mode starts beside the application. */
    Dev dev();

    /** One HTTP service. */
    interface Upstream {
        /** Where it is: scheme, host, port and a path to which those of compositions are added. */
        URI url();

        /** Headers that every request to it carries, such as an API key. Their values are never logged. */
        Map<String, String> headers();

        /** Names of headers that are passed on from the caller's request, separated by commas. */
        Optional<List<String>> forwardHeaders();

        /** The longest that one attempt may take where its source does not say it; by default what the execution has left. */
        Optional<Duration> timeout();

        /** The longest that making a connection may take. */
        @WithDefault("2s")
        Duration connectTimeout();

        /**
         * PEM files, separated by commas, with the certificate authorities that are trusted, in place of the public
         * ones; for {@code https} only.
         */
        Optional<List<Path>> trustCertificates();

        /** How many connections to it may be open at once; requests beyond them wait. */
        @WithDefault("50")
        int maxConnections();

        /**
         * How long a connection may be idle and still be used; whole seconds. It has to be less than what the upstream
         * itself, or a load balancer before it, allows. What the upstream says in {@code Keep-Alive} wins.
         */
        @WithDefault("50s")
        Duration idleTimeout();

        /** The largest body that is read from it; a larger one fails the source. */
        @WithDefault("10M")
        MemorySize maxBody();

        /** When it is left alone for a while. */
        CircuitBreaker circuitBreaker();
    }

    /** What Gather adds to a datasource. */
    interface Datasource {
        /** The longest that making a connection may take, from the first packet until the database has let the user in. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** The largest result that is read from it, in bytes as they arrive; a larger one fails the source. */
        @WithDefault("10M")
        MemorySize maxBytes();

        /**
         * Whether the database may send the key that the password is encrypted with, where the connection has no TLS.
         * Whoever is on the path can then read the password.
         */
        @WithDefault("false")
        boolean allowPublicKeyRetrieval();

        /** A PEM file with the database's RSA public key, for logging in without TLS. */
        Optional<Path> serverRsaPublicKey();

        /** When it is left alone for a while. */
        CircuitBreaker circuitBreaker();
    }

    /** When an upstream or a datasource that keeps failing is left alone for a while. */
    interface CircuitBreaker {
        /** Whether there is one: then what is asked of it fails at once while the circuit is open. */
        @WithDefault("false")
        boolean enabled();

        /** How many of the latest requests are looked at; nothing is concluded from fewer. */
        @WithDefault("20")
        int requests();

        /** Which part of them has to have failed, {@code 50%} or {@code 0.5}, for the circuit to open. */
        @WithDefault("50%")
        @WithConverter(Ratio.class)
        double failureRatio();

        /** How long the circuit stays open, before one request tries whether the other side is well again. */
        @WithDefault("5s")
        Duration delay();
    }

    /** What callers may do over HTTP. */
    interface Http {
        /** Whether {@code POST /compositions/{name}} and {@code GET /compositions} answer; always so in dev mode. */
        @WithDefault("false")
        boolean byName();

        /** A path that stands before those of the routes, such as an API's base path mapping: {@code /shop}. */
        Optional<String> basePath();

        /** The largest body that is read from a caller; a larger one is answered with 413. */
        @WithDefault("6M")
        MemorySize maxBody();

        /** What browsers are told of requests from pages of other origins. */
        Cors cors();
    }

    /** What browsers are told of requests from pages of other origins: nothing, unless origins are set. */
    interface Cors {
        /** The origins whose pages may ask, separated by commas, as {@code https://app.example.com}; {@code *} for all. */
        Optional<List<String>> origins();

        /** The headers that pages may send, separated by commas. */
        @WithDefault("authorization,content-type")
        List<String> headers();

        /** How long a browser may remember that it may ask. */
        @WithDefault("10m")
        Duration maxAge();
    }

    /** What dev mode starts beside the application. */
    interface Dev {
        /** {@code embedded} starts a MariaDB with the demo schema; {@code off} leaves the datasource to its own properties. */
        @WithDefault("embedded")
        String database();

        /** The port of 127.0.0.1 that takes Lambda events; 0 means a free one. */
        @WithDefault("8083")
        int eventPort();

        /**
         * Names of hosts, separated by commas and without a port, under which dev mode may be asked beside {@code
         * localhost}, and whose pages may ask: those of a workspace in the cloud. {@code *.example.com} is every name
         * below {@code example.com}. Requests with any other {@code Host} or {@code Origin} are refused.
         */
        Optional<List<String>> allowedHosts();
    }
}
