package dev.gather.sql;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a database's RSA public key from a PEM file. */
final class ServerKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private ServerKey() {}

    /**
     * The key in base64, without the lines around it: the client does not accept the zero byte at the end of MySQL's file.
     *
     * @throws IllegalArgumentException if the file cannot be read or contains no such key
     */
    static Buffer read(Path file) {
        try {
            Matcher key = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (key.find()) {
                return Buffer.buffer(checked(key.group(1).replaceAll("\\s", "")));
            }
            throw new IllegalArgumentException("server-rsa-public-key: " + file + " has no PUBLIC KEY in PEM form");
        } catch (IOException e) {
            throw new IllegalArgumentException("server-rsa-public-key: " + file + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("server-rsa-public-key: " + file + " has no RSA key", e);
        }
    }

    private static String checked(String key) throws GeneralSecurityException {
        var unused = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
        return key;
    }
}
