package dev.gather.stub;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The server's end of one connection to a {@link FakeDatabase}: reads and writes packets. */
public final class FakeConnection {
    /** What the server can do: all that there is, without TLS and compression. */
    public static final int CAPABILITIES = 0xFFFFF7DF;

    private static final int TLS = 0x800;

    /** The column type of 64-bit integers. */
    public static final int LONGLONG = 0x08;

    private final FakeDatabase database;
    private Socket socket;
    private DataInputStream in;
    private OutputStream out;
    private int sequence;

    FakeConnection(FakeDatabase database, Socket socket) throws IOException {
        this.database = database;
        use(socket);
    }

    private void use(Socket next) throws IOException {
        socket = next;
        in = new DataInputStream(next.getInputStream());
        out = next.getOutputStream();
    }

    /** Greets, and goes on with TLS, for which the client has to ask. */
    public void greetWithTls(String plugin, SSLContext tls) throws IOException {
        write(greeting(CAPABILITIES | TLS, plugin));
        skip();
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
        secure.startHandshake();
        use(secure);
    }

    /** Reads a packet of less than 16 MB. */
    public byte[] read() throws IOException {
        byte[] header = in.readNBytes(4);
        if (header.length < 4) {
            throw new EOFException();
        }
        sequence = (header[3] & 0xFF) + 1;
        return in.readNBytes((header[0] & 0xFF) | ((header[1] & 0xFF) << 8) | ((header[2] & 0xFF) << 16));
    }

    /** The next packet is the first of an answer to a command that is not the latest one. */
    public void restart() {
        sequence = 1;
    }

    /** Waits until the client has gone. */
    public void hang() throws IOException {
        while (in.read() >= 0) {
            Thread.onSpinWait();
        }
    }

    /** Writes a packet. */
    public void write(byte[] payload) throws IOException {
        out.write(packet(payload));
    }

    /** Writes bytes as they are. */
    public void writeRaw(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** A packet with the next number. */
    public byte[] packet(byte[] payload) {
        Payload packet = new Payload().number(payload.length, 3).number(sequence++ & 0xFF, 1);
        packet.writeBytes(payload);
        return packet.toByteArray();
    }

    /** The greeting of a server that prefers this way to log in. */
    public byte[] greeting(int capabilities, String plugin) {
        sequence = 0;
        return new Payload()
                .number(10, 1)
                .text("8.4.0-fake")
                .number(7, 4)
                .text("12345678")
                .number(capabilities & 0xFFFF, 2)
                .number(45, 1)
                .number(2, 2)
                .number(capabilities >>> 16, 2)
                .number(21, 1)
                .zeros(10)
                .text("123456789012")
                .text(plugin)
                .toByteArray();
    }

    /** Greets, and lets in whoever answers. */
    public void login() throws IOException {
        login(CAPABILITIES);
    }

    /** The same, of a server that can do less. */
    public void login(int capabilities) throws IOException {
        write(greeting(capabilities, "mysql_native_password"));
        skip();
        ok();
    }

    /** Reads a packet that does not matter. */
    public void skip() throws IOException {
        var unused = read();
    }

    /** Everything went well. */
    public void ok() throws IOException {
        write(new byte[] {0, 0, 0, 2, 0, 0, 0});
    }

    /** It did not. */
    public void error(int code, String message) throws IOException {
        Payload error = new Payload().number(0xFF, 1).number(code, 2);
        error.writeBytes(("#HY000" + message).getBytes(StandardCharsets.UTF_8));
        write(error.toByteArray());
    }

    /** The head of a result with one column named x. */
    public void column(int type) throws IOException {
        write(new byte[] {1});
        Payload definition = new Payload();
        for (String text : new String[] {"def", "", "", "", "x", ""}) {
            definition.number(text.length(), 1).writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        write(definition
                .number(0x0C, 1)
                .number(63, 2)
                .number(20, 4)
                .number(type, 1)
                .zeros(5)
                .toByteArray());
    }

    /** A row in binary form whose one value has these bytes. */
    public void row(byte[] value) throws IOException {
        Payload row = new Payload().zeros(2);
        row.writeBytes(value);
        write(row.toByteArray());
    }

    /** The end of a result. */
    public void end() throws IOException {
        write(new byte[] {(byte) 0xFE, 0, 0, 2, 0, 0, 0});
    }

    /** What the server does with a statement: one to run at once, or a prepared one that is executed. */
    public interface Answers {
        void answer(String statement) throws IOException;
    }

    /** Answers commands until the client goes; statements to run at once are all OK, prepared ones are answered so. */
    public void serve(Answers executed) throws IOException {
        String prepared = "";
        while (true) {
            byte[] command = read();
            String text = new String(command, 1, command.length - 1, StandardCharsets.UTF_8);
            switch (command[0]) {
                case 0x01 -> {
                    return;
                }
                case 0x03 -> run(text);
                case 0x16 -> {
                    prepared = text;
                    prepare(text);
                }
                case 0x17 -> executed.answer(prepared);
                case 0x19 -> sequence = 0;
                case 0x1F -> run("reset");
                default -> ok();
            }
        }
    }

    /** Answers each command with OK, except those that start so: they are refused with this error. */
    public void refuse(String start, int code) throws IOException {
        while (true) {
            byte[] command = read();
            String text = new String(command, 1, command.length - 1, StandardCharsets.UTF_8);
            database.note(text);
            if (text.startsWith(start)) {
                error(code, "refused");
            } else {
                ok();
            }
        }
    }

    private void run(String statement) throws IOException {
        database.note(statement);
        ok();
    }

    private void prepare(String statement) throws IOException {
        database.note(statement);
        int parameters = (int) statement.chars().filter(c -> c == '?').count();
        write(new Payload()
                .number(0, 1)
                .number(1, 4)
                .number(0, 2)
                .number(parameters, 2)
                .zeros(3)
                .toByteArray());
        for (int i = 0; i < parameters; i++) {
            write(new Payload().zeros(6).number(0x0C, 1).zeros(12).toByteArray());
        }
    }

    /** Little-endian numbers and texts, one after the other. */
    static final class Payload extends ByteArrayOutputStream {
        Payload number(long value, int bytes) {
            for (int i = 0; i < bytes; i++) {
                write((int) (value >>> (8 * i)));
            }
            return this;
        }

        Payload text(String text) {
            writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return number(0, 1);
        }

        Payload zeros(int count) {
            for (int i = 0; i < count; i++) {
                write(0);
            }
            return this;
        }
    }
}
