package dev.gather.stub;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks signatures of AWS, version 4, as a service does: written from the description of the algorithm, and with nothing of
 * what signs requests. That it is right is shown with the cases that AWS publishes.
 *
 * @param secret of the only access key
 * @param asItIs whether the path is taken as it came, as S3 does
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a signed
 *     AWS API request</a>
 */
public record SignatureCheck(String secret, boolean asItIs) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration MOST_AGE = Duration.ofMinutes(5);
    private static final String CONTENT = "x-amz-content-sha256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    /**
     * A request as it came.
     *
     * @param target path and query
     * @param headers name and value of each
     */
    public record Received(String method, String target, List<Map.Entry<String, String>> headers, String body) {
        /** A request to a server that reads what comes. */
        public static Received of(RawServer.Request request) {
            String[] line = request.line().split(" ", -1);
            List<Map.Entry<String, String>> headers = request.head()
                    .lines()
                    .skip(1)
                    .filter(header -> header.contains(":"))
                    .map(header -> header.split(":", 2))
                    .map(header -> Map.entry(header[0], header[1]))
                    .toList();
            return new Received(line[0], line[1], headers, request.body());
        }

        /** All values of each header, by name in lower case. */
        private Map<String, String> joined() {
            return headers.stream()
                    .collect(Collectors.toMap(
                            header -> header.getKey().toLowerCase(Locale.ROOT),
                            header -> header.getValue().strip().replaceAll(" +", " "),
                            (first, second) -> first + "," + second,
                            TreeMap::new));
        }
    }

    /** Why a request is refused at this time; empty if it is taken. */
    public Optional<String> fault(Received request, Instant now) {
        Map<String, String> headers = request.joined();
        Map<String, String> parts = Stream.of(headers.getOrDefault("authorization", "")
                        .replaceFirst("^AWS4-HMAC-SHA256 ", "")
                        .split(", *"))
                .filter(part -> part.contains("="))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        List<String> signed = List.of(parts.getOrDefault("SignedHeaders", "").split(";"));
        String time = headers.getOrDefault("x-amz-date", "");
        if (time.isEmpty() || parts.size() != 3) {
            return Optional.of("not signed");
        }
        Instant at = TIME.parse(time, Instant::from);
        if (Duration.between(at, now).abs().compareTo(MOST_AGE) > 0) {
            return Optional.of("stale");
        }
        String content = headers.getOrDefault(CONTENT, hex(hash(request.body())));
        if (!content.equals(UNSIGNED) && !content.equals(hex(hash(request.body())))) {
            return Optional.of("another content");
        }
        Optional<String> left = headers.keySet().stream()
                .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
                .filter(name -> !signed.contains(name))
                .findFirst();
        if (left.isPresent()) {
            return Optional.of("not signed: " + left.get());
        }
        String[] scope = parts.get("Credential").split("/", 2);
        String expected = signature(canonical(request, signed, content), time, scope[1]);
        return expected.equals(parts.get("Signature")) ? Optional.empty() : Optional.of("another signature");
    }

    /**
     * The text that is signed in the end.
     *
     * @param signed the names of the headers in it
     * @param content the hash of the body, or what stands for it
     */
    public String canonical(Received request, List<String> signed, String content) {
        String[] target = request.target().split("\\?", 2);
        Map<String, String> headers = request.joined();
        return String.join(
                "\n",
                request.method(),
                path(target[0]),
                target.length < 2 ? "" : query(target[1]),
                signed.stream()
                        .map(name -> name + ":" + headers.get(name) + "\n")
                        .collect(Collectors.joining()),
                String.join(";", signed),
                content);
    }

    /** The signature of a canonical request. */
    public String signature(String canonical, String time, String scope) {
        String text = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(hash(canonical)));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = mac(key, part);
        }
        return hex(mac(key, text));
    }

    /** The hash of a text, in hexadecimal digits. */
    public static String hashed(String text) {
        return hex(hash(text));
    }

    private String path(String path) {
        return asItIs ? path : encoded(normalized(path), true);
    }

    /** As RFC 3986 removes dots, and with one slash in place of several. */
    public static String normalized(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (String segment : segments) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        boolean folder = List.of("", ".", "..").contains(segments[segments.length - 1]);
        return "/" + String.join("/", kept) + (folder && !kept.isEmpty() ? "/" : "");
    }

    private static String query(String query) {
        List<String[]> parameters = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            if (!parameter.isEmpty()) {
                String[] parts = parameter.split("=", 2);
                parameters.add(new String[] {recoded(parts[0]), parts.length < 2 ? "" : recoded(parts[1])});
            }
        }
        return parameters.stream()
                .sorted((one, other) ->
                        one[0].equals(other[0]) ? one[1].compareTo(other[1]) : one[0].compareTo(other[0]))
                .map(parts -> parts[0] + "=" + parts[1])
                .collect(Collectors.joining("&"));
    }

    private static String recoded(String text) {
        return encoded(URLDecoder.decode(text, StandardCharsets.UTF_8), false);
    }

    /** All but the unreserved characters as percent signs and capital digits. */
    public static String encoded(String text, boolean slashes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain =
                    (c < 128 && Character.isLetterOrDigit(c)) || "-._~".indexOf(c) >= 0 || (slashes && c == '/');
            byte[] written = plain
                    ? new byte[] {octet}
                    : String.format(Locale.ROOT, "%%%02X", (int) c).getBytes(StandardCharsets.US_ASCII);
            out.writeBytes(written);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Arrays.copyOf(key, key.length), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
