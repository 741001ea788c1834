package dev.gather.packaged;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The runbook, tried against the function with each fault switched on: its first query finds the source and the code, and the line
 * of the log says what the page sends its reader to look at.
 */
class RunbookIT {
    /** A fault's source, the code that the query finds, and what a line of the log says of it. */
    private record Fault(String source, String code, String words) {}

    private static final Map<String, Fault> FAULTS = faults();

    @TempDir
    Path folder;

    private static Map<String, Fault> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("slow", new Fault("http: GET up:/hang\n    timeout: 200ms", "timeout", "no answer in time"));
        faults.put("gone", new Fault("http: GET gone:/a", "connection", "no connection"));
        faults.put("forbidden", new Fault("http: GET up:/403", "status", "403"));
        faults.put("broken", new Fault("http: GET up:/500", "status", "500"));
        faults.put("absent", new Fault("http: GET up:/404", "missing", "404"));
        faults.put("page", new Fault("http: GET up:/page", "malformed", "HTML"));
        faults.put("large", new Fault("http: GET up:/large", "too-large", "larger than 1024 bytes"));
        faults.put("other", new Fault("http: GET up:/ok\n    require: '{% $value = 2 %}'", "refused", "required"));
        faults.put("shape", new Fault("http: GET up:/ok\n    value: '{% $uppercase($value) %}'", "expression", ""));
        faults.put("unsafe", new Fault("http: GET up:/a/{% '..' %}/b", "unsafe-value", "path"));
        faults.put("function", new Fault("lambda: f", "status", "PriceError"));
        return faults;
    }

    private static void answer(RawServer.Request request, OutputStream out) throws IOException {
        String path = request.line().split(" ", -1)[1];
        if (path.contains("/functions/")) {
            write(
                    out,
                    ok("{\"errorType\": \"PriceError\"}")
                            .replaceFirst("\r\n", "\r\nX-Amz-Function-Error: Unhandled\r\n"));
        } else if (path.matches("/\\d+")) {
            write(out, "HTTP/1.1 " + path.substring(1) + " No\r\nContent-Length: 0\r\n\r\n");
        } else if (path.equals("/page")) {
            write(out, ok("<html>").replaceFirst("\r\n", "\r\nContent-Type: text/html\r\n"));
        } else if (path.equals("/large")) {
            write(out, ok('"' + "x".repeat(5_000) + '"'));
        } else if (!path.equals("/hang")) {
            write(out, ok("1"));
        }
    }

    @Test
    void leadsFromEachFaultToItsCauseByItsOwnQueries() throws Exception {
        for (Map.Entry<String, Fault> fault : FAULTS.entrySet()) {
            Files.writeString(
                    folder.resolve(fault.getKey() + ".yaml"),
                    "sources:\n  a:\n    " + fault.getValue().source() + "\noutput: '{% $a %}'\n");
        }
        try (RawServer upstream = new RawServer(RunbookIT::answer);
                Packaged.Running function = Packaged.start(environment(upstream.url()))) {
            for (String composition : FAULTS.keySet()) {
                assertTrue(function.api()
                        .invoke("{\"composition\": \"" + composition + "\"}", Packaged.LONG)
                        .get(60, TimeUnit.SECONDS)
                        .error());
            }
            function.process().end();
            assertTrue(function.process().endsWithin(2), function.process().output());
            FAULTS.forEach((composition, fault) ->
                    check(composition, fault, function.process().output()));
        }
    }

    private Map<String, String> environment(String upstream) {
        Map<String, String> environment = new HashMap<>();
        environment.put("GATHER_COMPOSITIONS", folder.toString());
        environment.put("GATHER_UPSTREAMS_UP_URL", upstream);
        environment.put("GATHER_UPSTREAMS_UP_MAX_BODY", "1K");
        environment.put("GATHER_UPSTREAMS_GONE_URL", "http://127.0.0.1:1");
        environment.put("GATHER_UPSTREAMS_F_URL", upstream);
        environment.put("GATHER_UPSTREAMS_F_FUNCTION", "arn:aws:lambda:eu-central-1:123456789012:function:f");
        environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        environment.put("AWS_SECRET_ACCESS_KEY", "s3cret");
        return environment;
    }

    private static void check(String composition, Fault fault, String log) {
        String report = log.lines()
                .filter(line -> line.startsWith("{") && line.contains("\"composition\":\"" + composition + '"'))
                .findFirst()
                .orElseThrow(() -> new AssertionError(composition + " has no report in " + log));
        Matcher found = query().matcher(report);
        assertTrue(found.find(), report);
        assertEquals("a " + fault.code(), found.group("source") + " " + found.group("code"));
        assertTrue(
                log.lines()
                        .anyMatch(line ->
                                line.contains(" " + composition + ": source a") && line.contains(fault.words())),
                composition + ": no line with '" + fault.words() + "' in " + log);
    }

    /** The pattern by which the page's first query reads a report. */
    private static Pattern query() {
        try {
            Matcher first =
                    Pattern.compile("parse @message /(.*)/").matcher(Files.readString(Path.of("src/doc/runbook.md")));
            assertTrue(first.find());
            return Pattern.compile(first.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
