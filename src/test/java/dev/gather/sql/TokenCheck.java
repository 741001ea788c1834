package dev.gather.sql;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks tokens of IAM as RDS does, by computing their signature once more. */
final class TokenCheck {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private TokenCheck() {}

    /** Whether a token is signed with this secret key, and valid at this time. */
    static boolean accepts(String token, String secretKey, Instant now) {
        int question = token.indexOf("/?");
        Map<String, String> query = new TreeMap<>();
        for (String part : token.substring(question + 2).split("&", -1)) {
            int equals = part.indexOf('=');
            query.put(part.substring(0, equals), part.substring(equals + 1));
        }
        String signature = query.remove("X-Amz-Signature");
        Instant signed = DATE.parse(query.get("X-Amz-Date"), Instant::from);
        boolean isInTime = !now.isBefore(signed) && now.isBefore(signed.plus(Duration.ofMinutes(15)));
        return isInTime
                && query.get("X-Amz-Expires").equals("900")
                && query.get("Action").equals("connect")
                && signature(token.substring(0, question), query, secretKey).equals(signature);
    }

    private static String signature(String host, Map<String, String> query, String secretKey) {
        StringBuilder canonical = new StringBuilder();
        query.forEach((name, value) -> canonical
                .append(canonical.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(value));
        String request = "GET\n/\n" + canonical + "\nhost:" + host + "\n\nhost\n" + hash("");
        String date = query.get("X-Amz-Date");
        String scope = query.get("X-Amz-Credential").replace("%2F", "/").split("/", 2)[1];
        String text = "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + hash(request);
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : (date.substring(0, 8) + "/eu-central-1/rds-db/aws4_request").split("/", -1)) {
            key = code(key, part);
        }
        return HexFormat.of().formatHex(code(key, text));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] code(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
