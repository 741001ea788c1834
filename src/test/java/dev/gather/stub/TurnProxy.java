package dev.gather.stub;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a client and a database, and holds back what the database answers until the client has sent all of its turn: a
 * client that waits for an answer in between waits for ever. So it counts the round trips without a look at the time.
 */
public final class TurnProxy implements AutoCloseable {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    private final LocalServer server = new LocalServer("turn-proxy");
    private final int database;
    private final Wire wire;
    private final List<String> turns = new CopyOnWriteArrayList<>();

    /** Whether a client is in the middle of its turn. */
    private static final class Turn {
        private boolean open;

        synchronized void set(boolean opened) {
            open = opened;
            notifyAll();
        }

        synchronized void awaitEnd() throws IOException {
            try {
                while (open) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /** @param database the port of the database */
    public TurnProxy(int database, Wire wire) throws IOException {
        this.database = database;
        this.wire = wire;
        server.start((client, number) -> serve(client));
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** The client's turns so far, by what ended them: {@code login}, {@code prepare}, {@code execute}, or a statement. */
    public List<String> turns() {
        return turns;
    }

    private void serve(Socket client) throws IOException {
        Socket backend = new Socket(LOCAL, database);
        backend.setTcpNoDelay(true);
        Turn turn = new Turn();
        server.daemon(() -> toDatabase(client, backend, turn));
        try (backend) {
            byte[] buffer = new byte[65_536];
            InputStream in = backend.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                turn.awaitEnd();
                out.write(buffer, 0, length);
            }
        }
    }

    private void toDatabase(Socket client, Socket backend, Turn turn) {
        try (client;
                backend) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = backend.getOutputStream();
            for (byte[] message = wire.next(in); message.length > 0; message = wire.next(in)) {
                note(message, turn);
                out.write(message);
            }
        } catch (IOException e) {
            // One of them has gone; the other one goes, too.
        }
    }

    private void note(byte[] message, Turn turn) {
        switch (wire.part(message)) {
            case LOGIN -> end("login", turn);
            case PREPARE -> end("prepare", turn);
            case EXECUTE -> end("execute", turn);
            case END -> turn.set(false);
            case STATEMENT -> {
                if (endsTurn(wire.statement(message))) {
                    end(wire.statement(message), turn);
                } else {
                    turn.set(true);
                }
            }
            case OTHER -> turn.set(true);
        }
    }

    /** Nothing follows at once after the end of a transaction, or the last statement of a reset of its own. */
    private static boolean endsTurn(String text) {
        return text.equals("COMMIT");
    }

    private void end(String by, Turn turn) {
        turns.add(by);
        turn.set(false);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
