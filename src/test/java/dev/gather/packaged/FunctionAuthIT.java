package dev.gather.packaged;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gather.stub.RawServer;
import dev.gather.stub.SignatureCheck;
import dev.gather.stub.TokenServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The packaged function authenticates its requests, with the secrets and keys of its environment. */
class FunctionAuthIT {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String COMPOSITION = """
            sources:
              a: { http: 'GET with-tokens:/a' }
              b: { http: { method: POST, upstream: signed, path: /b%20c, query: { d: ü }, body: { e: 1 } } }
              c: { http: { method: PUT, upstream: signed-unread, path: /c, body: { e: 1 } } }
            output: ['{% $a %}', '{% $b %}', '{% $c %}']
            """;

    private static void answer(RawServer.Request request, OutputStream out) throws IOException {
        Optional<String> fault =
                new SignatureCheck(SECRET, false).fault(SignatureCheck.Received.of(request), Instant.now());
        write(out, ok('"' + fault.orElse("signed") + '"'));
    }

    @Test
    void authenticatesByTokensAndSignatures() throws Exception {
        Path folder = Files.createDirectories(Packaged.folder().resolve("authenticated"));
        Files.writeString(folder.resolve("authenticated.yaml"), COMPOSITION);
        try (TokenServer tokens = new TokenServer();
                RawServer signed = new RawServer(FunctionAuthIT::answer)) {
            Map<String, String> environment = new TreeMap<>(Map.of(
                    "GATHER_COMPOSITIONS", folder.toString(),
                    "GATHER_UPSTREAMS_WITH_TOKENS_URL", tokens.url(),
                    "GATHER_UPSTREAMS_WITH_TOKENS_AUTH_OAUTH2_TOKEN_URL", tokens.tokenUrl(),
                    "GATHER_UPSTREAMS_WITH_TOKENS_AUTH_OAUTH2_CLIENT_ID", "gather",
                    "GATHER_UPSTREAMS_WITH_TOKENS_AUTH_OAUTH2_CLIENT_SECRET", "s3cret"));
            environment.put("GATHER_UPSTREAMS_SIGNED_URL", signed.url());
            environment.put("GATHER_UPSTREAMS_SIGNED_AUTH_SIGV4_SERVICE", "execute-api");
            environment.put("GATHER_UPSTREAMS_SIGNED_UNREAD_URL", signed.url());
            environment.put("GATHER_UPSTREAMS_SIGNED_UNREAD_AUTH_SIGV4_SERVICE", "vpc-lattice-svcs");
            environment.put("AWS_REGION", "eu-central-1");
            environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
            environment.put("AWS_SECRET_ACCESS_KEY", SECRET);
            environment.put("AWS_SESSION_TOKEN", "t0ken/+=");

            try (Packaged.Running function = Packaged.start(environment)) {
                RuntimeApiStandIn.Posted posted = function.invoke("{\"composition\": \"authenticated\"}");
                RuntimeApiStandIn.Posted again = function.invoke("{\"composition\": \"authenticated\"}");

                String log = function.process().output();
                assertEquals("[\"t1\",\"signed\",\"signed\"]", posted.body(), log);
                assertEquals("[\"t1\",\"signed\",\"signed\"]", again.body(), log);
                assertEquals(1, tokens.tokenRequests().size());
                assertFalse(log.contains("s3cret") || log.contains(SECRET) || log.contains("t0ken"), log);
            }
        }
    }
}
