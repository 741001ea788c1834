package dev.gather.container;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.concurrent.Future;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends callers elsewhere from the moment in which the process is told to end, while it still answers whatever comes: each answer over
 * HTTP/1.1 says {@code Connection: close}, and each connection of HTTP/2 is sent GOAWAY. By the time the process takes no more
 * requests, those that watch its readiness, and those that only listen to this, have left.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-6.8">RFC 9113, 6.8</a>, for the GOAWAY that refuses nothing yet
 */
@Singleton
@IfBuildProfile("container")
class Farewell {
    private static final int FIRST = 1_000;

    /** Of HTTP/2, as long as they are open. */
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

    private volatile boolean said;

    void register(@Observes Filters filters) {
        filters.register(this::handle, FIRST);
    }

    void say(@Observes ShutdownDelayInitiatedEvent event) {
        said = true;
        connections.forEach(Farewell::goAway);
    }

    private void handle(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            follow(context.request().connection());
        } else {
            context.addHeadersEndHandler(written -> close(context));
        }
        context.next();
    }

    private void close(RoutingContext context) {
        if (said) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** A connection that is first seen while the process is being told to end might otherwise hear of it from neither side. */
    private void follow(HttpConnection connection) {
        if (connections.add(connection)) {
            ((ConnectionBase) connection)
                    .channelHandlerContext()
                    .channel()
                    .closeFuture()
                    .addListener((Future<? super Void> closed) -> connections.remove(connection));
            if (said) {
                goAway(connection);
            }
        }
    }

    /**
     * The caller opens no further streams; those that are on their way are answered. The frame is written past {@code
     * HttpConnection.goAway}, after which Vert.x would read no stream any more, not even one that the frame allows.
     */
    private static void goAway(HttpConnection connection) {
        ChannelHandlerContext context = ((ConnectionBase) connection).channelHandlerContext();
        context.executor().execute(() -> {
            Http2ConnectionHandler handler = context.pipeline().get(Http2ConnectionHandler.class);
            if (handler != null) {
                var unused = handler.encoder()
                        .frameWriter()
                        .writeGoAway(
                                context,
                                Integer.MAX_VALUE,
                                Http2Error.NO_ERROR.code(),
                                Unpooled.EMPTY_BUFFER,
                                context.newPromise());
                context.flush();
            }
        });
    }
}
