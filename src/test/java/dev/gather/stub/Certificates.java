package dev.gather.stub;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The certificates of test servers. */
public final class Certificates {
    private static final Path FOLDER = Path.of("src/test/resources/tls");

    /** A certificate for {@code localhost} and 127.0.0.1, which the embedded database has. */
    public static final Path SERVER = FOLDER.resolve("server.pem");

    /** Its key. */
    public static final Path SERVER_KEY = FOLDER.resolve("server-key.pem");

    /** A certificate for another host. */
    public static final Path OTHER = FOLDER.resolve("other.pem");

    /** Its key. */
    public static final Path OTHER_KEY = FOLDER.resolve("other-key.pem");

    private static final char[] NO_PASSWORD = {};

    /** A request for TLS in MySQL's protocol, with the packet's header. */
    private static final byte[] TLS_REQUEST = new byte[36];

    static {
        byte[] start = {32, 0, 0, 1, 0, (byte) 0x8A, 0, 0, 0, 0, 0, 1, 45};
        System.arraycopy(start, 0, TLS_REQUEST, 0, start.length);
    }

    private Certificates() {}

    /** What a server needs to speak TLS with a certificate and its key, both PEM files. */
    public static SSLContext tls(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
        String pem = Files.readString(keyFile);
        byte[] bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificateFile)));
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("server", key, NO_PASSWORD, new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Writes the certificates that a database on 127.0.0.1 shows into a file, as PEM. */
    public static void save(int port, Path file) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        StringBuilder pem = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readUnsignedByte() | (in.readUnsignedByte() << 8) | (in.readUnsignedByte() << 16);
            in.skipNBytes(length + 1L);
            socket.getOutputStream().write(TLS_REQUEST);
            SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", port, true);
            for (Certificate certificate : secure.getSession().getPeerCertificates()) {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            }
        }
        Files.writeString(file, pem);
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
