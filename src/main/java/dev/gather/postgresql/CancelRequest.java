package dev.gather.postgresql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.sql.GuardedPool;
import dev.gather.sql.Kill;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.function.Supplier;

/**
 * The protocol's request to cancel what a connection does, sent on a connection of its own to the very address that the other one
 * led to: behind one name there may be several servers. The database does not answer it. It is protected as the other one was.
 *
 * @param server the address
 * @param process the server's process of the connection
 * @param key that shows the right to cancel what it does
 * @param client connects as the pool does
 * @param tls whether the connection was protected by TLS
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS">Canceling
 *     Requests in Progress</a>
 */
record CancelRequest(SocketAddress server, int process, int key, Supplier<NetClient> client, boolean tls)
        implements Kill {
    private static final int CANCEL = 80_877_102;
    private static final int TLS = 80_877_103;
    private static final byte ACCEPTED = 'S';

    @Override
    public Uni<Boolean> by(GuardedPool connections) {
        return Uni.createFrom().emitter(emitter -> client.get()
                .connect(server)
                .onFailure(emitter::fail)
                .onSuccess(socket -> reached(socket, emitter)));
    }

    /** The server closes the connection when it has seen to the request. */
    private void reached(NetSocket socket, UniEmitter<? super Boolean> emitter) {
        Vertx vertx = ContextInternal.current().owner();
        long timer = vertx.setTimer(LIMIT.toMillis(), passed -> {
            emitter.fail(Failure.late());
            socket.close();
        });
        socket.exceptionHandler(emitter::fail);
        socket.closeHandler(closed -> {
            vertx.cancelTimer(timer);
            emitter.complete(true);
        });
        if (!tls) {
            send(socket);
            return;
        }
        socket.handler(answer -> {
            if (answer.length() == 1 && answer.getByte(0) == ACCEPTED) {
                socket.upgradeToSsl().onFailure(emitter::fail).onSuccess(protectedNow -> send(socket));
            } else {
                emitter.fail(Failure.temporary(Code.CONNECTION, "the database does not offer TLS any more"));
                socket.close();
            }
        });
        var unused = socket.write(Buffer.buffer().appendInt(2 * Integer.BYTES).appendInt(TLS));
    }

    private void send(NetSocket socket) {
        Buffer request = Buffer.buffer()
                .appendInt(4 * Integer.BYTES)
                .appendInt(CANCEL)
                .appendInt(process)
                .appendInt(key);
        var unused = socket.write(request);
    }

    /** Nothing that is secret. */
    @Override
    public String toString() {
        return "a request to cancel";
    }
}
