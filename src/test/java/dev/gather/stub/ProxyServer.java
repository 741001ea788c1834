package dev.gather.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy that knows {@code CONNECT} of HTTP and SOCKS 5 without a login. Wherever it is asked to connect to, it connects to one
 * port of 127.0.0.1.
 */
public final class ProxyServer implements AutoCloseable {
    private static final int SOCKS = 5;
    private static final byte[] SOCKS_NO_LOGIN = {SOCKS, 0};
    private static final byte[] SOCKS_CONNECTED = {SOCKS, 0, 0, 1, 127, 0, 0, 1, 0, 1};

    private final LocalServer server = new LocalServer("proxy-server");
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final int target;

    /** @param target the port to which it leads */
    public ProxyServer(int target) throws IOException {
        this.target = target;
        server.start((socket, number) -> serve(socket));
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** What it was asked for, each connection with its first line or address. */
    public List<String> asked() {
        return asked;
    }

    private void serve(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        int first = in.read();
        if (first == SOCKS) {
            in.readNBytes(in.read());
            out.write(SOCKS_NO_LOGIN);
            asked.add("SOCKS " + address(in));
            out.write(SOCKS_CONNECTED);
        } else {
            asked.add((char) first + head(in));
            RawServer.write(out, "HTTP/1.1 200 OK\r\n\r\n");
        }
        try (Socket other = new Socket("127.0.0.1", target)) {
            server.daemon(() -> pump(other, socket));
            in.transferTo(other.getOutputStream());
        }
    }

    /** A host name and a port, as SOCKS has them in the request that follows the greeting. */
    private static String address(InputStream in) throws IOException {
        in.readNBytes(4);
        String host = new String(in.readNBytes(in.read()), StandardCharsets.US_ASCII);
        return host + ":" + ((in.read() << 8) | in.read());
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            if (!to.isClosed() && !from.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
