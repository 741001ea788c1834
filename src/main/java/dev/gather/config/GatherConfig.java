package dev.gather.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gather's configuration. Every property can also be an environment variable: {@code gather.upstreams.carrier.url} is
 * {@code GATHER_UPSTREAMS_CARRIER_URL}. An unknown property below {@code gather} prevents the application from starting.
 */
@ConfigMapping(prefix = "gather")
public interface GatherConfig {
    /** The longest that one execution may take, as {@code 10s} or {@code 800ms}. A composition may set less. */
    @WithDefault("10s")
    Duration timeout();

    /**
     * On Lambda, the shortest part of the invocation's remaining time that is kept for the answer. More is kept depending on
     * the function's memory, to which its processor time is proportional, and on the work that is left.
     */
    Optional<Duration> reserve();

    /**
     * Folders with compositions, separated by commas. They are read after the application's own {@code compositions/}; of
     * compositions with the same name, the last is used. By default {@code /opt/compositions}, where a Lambda layer puts
     * them, if that folder exists.
     */
    Optional<List<String>> compositions();

    /** Whether the application's own compositions, in its {@code compositions/}, are loaded. */
    @WithDefault("true")
    boolean ownCompositions();

    /** Whether the demo compositions are loaded: true in dev mode and tests, false in the packaged function. */
    @WithDefault("false")
    boolean demo();

    /**
     * Whether the failure of an expression, which is a fault of the composition, fails the answer even where the source has a
     * fallback: true in dev mode.
     */
    @WithDefault("false")
    boolean strictExpressions();

    /**
     * Whether the report of an execution is logged in which nothing went wrong: its status is below 400, and no source fell
     * back.
     */
    @WithDefault("true")
    boolean logSuccess();

    /**
     * Whether the process runs a command such as {@code check} and is no function; the program sets it. An upstream or a
     * datasource without configuration is then a warning, and stands for one that cannot be reached.
     */
    @WithDefault("false")
    boolean command();

    /**
     * The share of an upstream's or a datasource's requests that {@code retries} and {@code hedge} together may send again:
     * {@code 20%}, or {@code 0.2}, and a few more each second while it answers. It keeps them from multiplying the load on a
     * backend that is down or slow altogether. At {@code 0} there are no retries and no hedges.
     */
    @WithDefault("20%")
    @WithConverter(Ratio.class)
    double retryBudget();

    /**
     * The memory that the answers of all sources of one execution may take up, estimated: their bytes while they are
     * received, then 150 bytes for each value, plus the length of its strings. An answer that does not fit fails its source.
     * By default three tenths of the function's memory, which is about 2,000 values for each MB, divided by the number of
     * invocations that there may be at once.
     */
    Optional<MemorySize> memoryBudget();

    /** Whether the spans of executions are sent to a collector of OpenTelemetry: {@code otlp}. By default they are not made. */
    Optional<Tracing> tracing();

    /** The collector of OpenTelemetry. */
    Otlp otlp();

    /** Whether metrics are written into the log for CloudWatch: {@code emf}, its embedded metric format. By default they are not. */
    Optional<Metrics> metrics();

    /** Properties of metrics in the embedded metric format. */
    Emf emf();

    /** Properties of the answers that sources with {@code cache} keep. */
    Cache cache();

    /** The HTTP services that compositions may call, by name. */
    Map<String, Upstream> upstreams();

    /** Further properties of the datasources of {@code quarkus.datasource}, by name; {@code default} is the default one's. */
    @WithDefaults
    Map<String, Datasource> datasources();

    /** The servers of Redis or Valkey that compositions may read, by name; {@code default} is that of sources that name none. */
    Map<String, Redis> redis();

    /** Properties of the front doors for HTTP. */
    Http http();

    /** Properties of the front door for tools. */
    Mcp mcp();

    /** Properties of dev mode. */
    Dev dev();

    /** How metrics are written. */
    enum Metrics {
        /** As lines of the log in CloudWatch's embedded metric format. */
        EMF
    }

    /** Properties of metrics in the embedded metric format. */
    interface Emf {
        /** CloudWatch's namespace of the metrics. Functions with compositions of the same names need one each. */
        @WithDefault("Gather")
        String namespace();
    }

    /** How spans are sent. */
    enum Tracing {
        /** To a collector, as OTLP over HTTP. */
        OTLP
    }

    /** The collector of OpenTelemetry. */
    interface Otlp {
        /** Its URL, with {@code http}, to which {@code /v1/traces} is added: a collector on the same machine, as a layer brings it. */
        @WithDefault("http://127.0.0.1:4318")
        URI url();

        /** The longest that an execution waits for it to take the spans, in the time that is left anyway. */
        @WithDefault("200ms")
        Duration timeout();
    }

    /** One HTTP service. */
    interface Upstream {
        /**
         * Its base URL: scheme, host, port, and a path to which the paths in compositions are appended. Required, except for a
         * function: there it is the API that invokes it, by default Lambda's in the function's region.
         */
        Optional<URI> url();

        /**
         * The Lambda function that it is, for sources with {@code lambda}: its name, its name with an alias or version as
         * {@code name:alias}, or its ARN. Its requests are signed with the function's own keys.
         */
        Optional<String> function();

        /**
         * The host, with a port if it is not the scheme's own, that requests name instead of that of the URL: in the
         * {@code Host} header, and for TLS in the server name that the certificate must have.
         */
        Optional<String> host();

        /** Headers of every request to it, such as an API key. Their values are never logged. */
        Map<String, String> headers();

        /** Parameters that are added to the query of every request to it, such as an API key. Their values are never logged. */
        Map<String, String> query();

        /** Names of headers that are forwarded from the caller's request, separated by commas. */
        Optional<List<String>> forwardHeaders();

        /** What requests say of their sender. */
        @WithDefault("Gather")
        String userAgent();

        /** Whether answers may be compressed. */
        @WithDefault("true")
        boolean compression();

        /** The timeout of an attempt if its source has none; by default the time that the execution has left. */
        Optional<Duration> timeout();

        /**
         * The header that says how long its answer is waited for: {@code grpc-timeout} in gRPC's form, any other, such as
         * {@code x-envoy-expected-rq-timeout-ms}, in milliseconds.
         */
        Optional<String> deadlineHeader();

        /** The timeout for opening a connection. */
        @WithDefault("2s")
        Duration connectTimeout();

        /**
         * PEM files, separated by commas, with the certificate authorities that are trusted instead of the public ones; for
         * {@code https} only.
         */
        Optional<List<Path>> trustCertificates();

        /** A PEM file with the certificate that Gather shows, and those between it and its authority; for {@code https} only. */
        Optional<Path> clientCertificate();

        /** A PEM file with the private key of the client's certificate, as PKCS #8 and not encrypted. */
        Optional<Path> clientKey();

        /** The proxy through which it is reached: {@code http://}, or {@code socks5://}, with user and password if it wants them. */
        Optional<URI> proxy();

        /** Whether it is spoken to in HTTP/2: over TLS if it offers that, without TLS in any case. */
        @WithDefault("false")
        boolean http2();

        /** The most open connections to it, or requests at once over HTTP/2; further requests wait. */
        @WithDefault("100")
        int maxConnections();

        /**
         * How long a connection may be idle and still be used again, in whole seconds, one or more. It must be less than the
         * idle timeout of the upstream, or of a load balancer before it. The upstream's {@code Keep-Alive} header takes
         * precedence.
         */
        @WithDefault("50s")
        Duration idleTimeout();

        /** The largest body that is read from it; a larger one fails the source. */
        @WithDefault("10M")
        MemorySize maxBody();

        /** The largest headers of an answer, all together; larger ones fail the source. */
        @WithDefault("64K")
        MemorySize maxHeader();

        /** How often requests that may be repeated are sent again if their source does not say it with {@code retries}. */
        @WithDefault("0")
        int retries();

        /**
         * After which time without an answer a second request is sent, where requests may be repeated and their source does not
         * say it with {@code hedge}.
         */
        Optional<Duration> hedge();

        /**
         * How answers to requests that only read are kept if their source does not say it with {@code cache}: for a time such as
         * {@code 60s}, or {@code http}, as they say themselves.
         */
        Optional<String> cache();

        /** Its circuit breaker. */
        CircuitBreaker circuitBreaker();

        /** How its requests are authenticated, other than by headers and parameters that never change. */
        Optional<Auth> auth();
    }

    /** How requests to an upstream are authenticated: one of these. */
    interface Auth {
        /** By an access token that an authorization server gives the function. */
        Optional<OAuth2> oauth2();

        /** By signatures with the function's AWS credentials. */
        Optional<SigV4> sigv4();
    }

    /** An OAuth 2 client that gets access tokens by its own credentials (RFC 6749, 4.4). */
    interface OAuth2 {
        /** The URL of the authorization server's token endpoint. */
        Optional<URI> tokenUrl();

        /** The name by which the authorization server knows the function. */
        Optional<String> clientId();

        /** The secret that goes with it. It is never logged. */
        Optional<String> clientSecret();

        /** What the tokens are to allow: names with spaces between them. By default what the authorization server decides. */
        Optional<String> scope();

        /** The API that the tokens are for, where the authorization server asks for it. */
        Optional<String> audience();

        /** Where the client's id and secret stand: {@code basic}, in a header, which is the default, or {@code post}, in the body. */
        Optional<String> clientAuthentication();

        /**
         * PEM files, separated by commas, with the certificate authorities that are trusted for the token endpoint, instead of
         * the public ones. Those of the upstream are not.
         */
        Optional<List<Path>> trustCertificates();

        /** The proxy through which the token endpoint is reached, as that of an upstream. That of this upstream is not used. */
        Optional<URI> proxy();
    }

    /** Signatures of AWS, version 4. */
    interface SigV4 {
        /** The service's name in signatures, such as {@code execute-api}, {@code lambda} or {@code vpc-lattice-svcs}. */
        Optional<String> service();

        /** The region that the requests go to; by default that of the function, {@code AWS_REGION}. */
        Optional<String> region();
    }

    /** Further properties of a datasource. */
    interface Datasource {
        /** The timeout for opening a connection, including the login. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** The largest result that is read from it, in bytes as they arrive; a larger one fails the source, unless that says more. */
        @WithDefault("10M")
        MemorySize maxBytes();

        /** The most rows of a result that is read from it; more fail the source, unless that says more. */
        @WithDefault("100000")
        long maxRows();

        /** The time zone of its sessions: an offset such as {@code +02:00}, or a name that the database knows, too. */
        @WithDefault("UTC")
        @WithConverter(TimeZone.class)
        ZoneId timeZone();

        /**
         * The SQL mode of its sessions. By default that of the database, without ANSI_QUOTES and NO_BACKSLASH_ESCAPES, by which
         * the same statement would mean something else.
         */
        @WithConverter(SqlMode.class)
        Optional<String> sqlMode();

        /** The longest result of GROUP_CONCAT in its sessions, in bytes. By default that of the database. */
        OptionalLong groupConcatMaxLen();

        /**
         * Whether it is reached by RDS Proxy. Then statements are sent as text, with the values in it, and sessions have only
         * settings for which the proxy does not pin them to one connection.
         */
        @WithDefault("false")
        boolean rdsProxy();

        /** Whether a function whose compositions query it opens a connection while it starts; never with a {@code secret}. */
        @WithDefault("true")
        boolean warm();

        /** The number of statements that stay prepared on each connection. */
        @WithDefault("32")
        int preparedStatements();

        /**
         * Whether sources with {@code writes} may use it. They have a second pool of connections, of the same size; all other
         * sessions stay read-only.
         */
        @WithDefault("false")
        boolean writes();

        /**
         * Whether, without TLS, the database may send the key with which the password is encrypted. An attacker on the
         * network path can then read the password.
         */
        @WithDefault("false")
        boolean allowPublicKeyRetrieval();

        /** A PEM file with the database's RSA public key, for logging in without TLS. */
        Optional<Path> serverRsaPublicKey();

        /**
         * The name or ARN of a secret in AWS Secrets Manager whose members {@code username} and {@code password} are used
         * instead of the configured ones. It is read through the AWS Parameters and Secrets Lambda extension, at the first
         * connection and again when the database refuses it.
         */
        Optional<String> secret();

        /**
         * Whether the password is a token of IAM database authentication, made for each connection. The database's
         * {@code ssl-mode} must then be {@code verify-identity}.
         */
        @WithDefault("false")
        boolean iam();

        /** Its circuit breaker. */
        CircuitBreaker circuitBreaker();
    }

    /** One server of Redis or Valkey, or a cluster of them. It needs a build with the profile {@code redis}. */
    interface Redis {
        /**
         * Where it is: {@code redis://host:6379}, with {@code rediss} for TLS and the database's number as path. Of a cluster
         * several nodes, separated by commas, which are asked in turn where all nodes are.
         */
        List<String> url();

        /** Whether it is a cluster. */
        @WithDefault("false")
        boolean cluster();

        /** The user of its access control list; without it the password is that of the default user. */
        Optional<String> username();

        /** The password. It is never logged. */
        Optional<String> password();

        /**
         * The name or ARN of a secret in AWS Secrets Manager with the members {@code password} and, for another user than the
         * configured one, {@code username}. It is read as that of a datasource is.
         */
        Optional<String> secret();

        /** The timeout of an attempt if its source has none; by default the time that the execution has left. */
        Optional<Duration> timeout();

        /** The timeout for opening a connection, including TLS and the login. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** The most open connections to it, of a cluster to each of its nodes; all event loops share them, and each has at least one. */
        @WithDefault("4")
        int maxConnections();

        /** The most commands that wait for their answers on one connection; further ones open another, or wait. */
        @WithDefault("256")
        int maxPipelined();

        /** How long a connection may be idle and still be used again. */
        @WithDefault("4M")
        Duration idleTimeout();

        /** Whether a function whose compositions read it opens a connection while it starts; never with a {@code secret}. */
        @WithDefault("true")
        boolean warm();

        /** The largest answer to one command, in bytes as they arrive; a larger one fails the source. */
        @WithDefault("10M")
        MemorySize maxBytes();

        /** PEM files, separated by commas, with the certificate authorities that are trusted instead of the public ones. */
        Optional<List<Path>> trustCertificates();

        /** A PEM file with the certificate that Gather shows, and those between it and its authority. */
        Optional<Path> clientCertificate();

        /** A PEM file with the private key of the client's certificate, as PKCS #8 and not encrypted. */
        Optional<Path> clientKey();

        /** Its circuit breaker. */
        CircuitBreaker circuitBreaker();
    }

    /** The circuit breaker of a backend: while it is open, requests fail at once without being sent. */
    interface CircuitBreaker {
        /** Whether it is enabled. */
        @WithDefault("false")
        boolean enabled();

        /** The number of latest requests that are considered; with fewer, the circuit stays closed. */
        @WithDefault("20")
        int requests();

        /** The share of them, {@code 50%} or {@code 0.5}, that must fail before the circuit opens. */
        @WithDefault("50%")
        @WithConverter(Ratio.class)
        double failureRatio();

        /** How long the circuit stays open before one trial request is sent. */
        @WithDefault("5s")
        Duration delay();
    }

    /** Properties of the answers that are kept. */
    interface Cache {
        /**
         * The memory that all answers that are kept may take up, in one process; the least used are given up. One that takes more
         * than an eighth of it is not kept. At {@code 0} none is kept, whatever compositions say.
         */
        @WithDefault("32M")
        MemorySize maxSize();
    }

    /** Properties of the front doors for HTTP. */
    interface Http {
        /** Whether {@code POST /compositions/{name}} and {@code GET /compositions} answer; always true in dev mode. */
        @WithDefault("false")
        boolean byName();

        /** A prefix of all routes' paths, such as an API's base path mapping: {@code /shop}. */
        Optional<String> basePath();

        /** The largest body that is read from a caller; a larger one is answered with 413. */
        @WithDefault("6M")
        MemorySize maxBody();

        /** Cross-origin requests from browsers. */
        Cors cors();
    }

    /** Cross-origin resource sharing: off, unless origins are set. */
    interface Cors {
        /** The allowed origins, separated by commas, such as {@code https://app.example.com}; {@code *} for all. */
        Optional<List<String>> origins();

        /** The request headers that pages may send, separated by commas. */
        @WithDefault("authorization,content-type")
        List<String> headers();

        /** How long a browser may cache the answer to a preflight request. */
        @WithDefault("10m")
        Duration maxAge();
    }

    /** Properties of the front door for tools, the Model Context Protocol. */
    interface Mcp {
        /** Whether {@code POST /mcp} answers, with compositions as tools, through every front door for HTTP. */
        @WithDefault("false")
        boolean enabled();
    }

    /** Properties of dev mode. */
    interface Dev {
        /** {@code embedded} starts a MariaDB with the demo schema; {@code off} leaves the datasource to its own properties. */
        @WithDefault("embedded")
        String database();

        /** The port on 127.0.0.1 that accepts Lambda events; 0 means any free port. */
        @WithDefault("8083")
        int eventPort();

        /**
         * Host names, separated by commas and without a port, that requests to dev mode may have as {@code Host} or
         * {@code Origin} beside {@code localhost}, such as those of a workspace in the cloud. {@code *.example.com} is every
         * name below {@code example.com}. All other requests are refused.
         */
        Optional<List<String>> allowedHosts();
    }
}
