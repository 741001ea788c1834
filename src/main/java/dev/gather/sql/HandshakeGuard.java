package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches a connection until the database has accepted the login, when a {@link CommandGuard} replaces it. It removes the
 * capabilities to send local files and to run several statements at once from the client's announcement, lets the password
 * be sent only as the {@link PasswordRules} allow, and refuses bytes that the database sent too early: before TLS they could
 * be mistaken for bytes that TLS protects.
 */
final class HandshakeGuard extends ChannelDuplexHandler {
    private static final Logger LOG = Logger.getLogger(HandshakeGuard.class);

    private static final int HEADER = 4;
    private static final int LOCAL_FILES = 0x80;
    private static final int MULTI_STATEMENTS = 0x10000;
    private static final int DEPRECATE_EOF = 0x1000000;
    private static final int SSL_REQUEST_LENGTH = 32;

    /** In the greeting: the salt's length is so many bytes after the version, then come reserved bytes and the salt's rest. */
    private static final int SALT_LENGTH = 20;

    private static final int RESERVED = 10;
    private static final int SALT_REST = 13;
    private static final int OK = 0x00;
    private static final int MORE_DATA = 0x01;
    private static final int FULL_AUTHENTICATION = 0x04;
    private static final int SWITCH = 0xFE;
    private static final int ERROR = 0xFF;
    private static final String CLEAR_PASSWORD = "mysql_clear_password";

    /** The client logs a version or plugin that it does not know, so both must be safe to log. */
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

    /** Whose turn it is to send. */
    private enum Turn {
        GREETING,
        CLIENT,
        SERVER
    }

    private final WireGuard wire;
    private final ConnectionAttempt attempt;
    private Turn turn = Turn.GREETING;
    private int capabilities;
    private int greetingLength;

    /** The number of the packet with which the client sends the password as it is; 0 if it is not to. */
    private int clearPassword;

    HandshakeGuard(WireGuard wire, ConnectionAttempt attempt) {
        this.wire = wire;
        this.attempt = attempt;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf packet = (ByteBuf) message;
        Failure refused = refused(context, packet);
        if (refused != null) {
            refuse(context, refused);
        }
        if (WireGuard.failure(context.channel()) != null) {
            ReferenceCountUtil.release(message);
        } else if (turn == Turn.SERVER && first(packet) == OK) {
            CommandGuard next = new CommandGuard(wire, (capabilities & DEPRECATE_EOF) != 0);
            context.pipeline()
                    .replace(this, CommandGuard.NAME, next)
                    .context(next)
                    .fireChannelRead(message);
        } else if (turn == Turn.SERVER && switchesToClear(packet)) {
            clearPassword = ClearPassword.next(packet);
            context.fireChannelRead(ClearPassword.salted(context.alloc(), packet));
        } else {
            turn = turn == Turn.GREETING ? Turn.CLIENT : turn;
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (turn == Turn.CLIENT && message instanceof ByteBuf packet && packet.isReadable()) {
            answersGreeting(context, packet);
        }
        if (WireGuard.failure(context.channel()) != null) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(WireGuard.failure(context.channel()));
        } else if (clearPassword > 0 && message instanceof ByteBuf password) {
            super.write(context, ClearPassword.framed(context.alloc(), password, clearPassword), promise);
            clearPassword = 0;
        } else {
            super.write(context, message, promise);
        }
    }

    /** A request for TLS and the answer to the greeting both start with the client's capabilities. */
    private void answersGreeting(ChannelHandlerContext context, ByteBuf packet) {
        int at = packet.readerIndex() + HEADER;
        capabilities = packet.getIntLE(at) & ~(LOCAL_FILES | MULTI_STATEMENTS);
        packet.setIntLE(at, capabilities);
        if (packet.readableBytes() > HEADER + SSL_REQUEST_LENGTH) {
            turn = Turn.SERVER;
            checkBeforeLogin(context);
        }
    }

    private void checkBeforeLogin(ChannelHandlerContext context) {
        if (wire.arrived() != greetingLength) {
            refuse(context, tooEarly());
        } else if (attempt.passwordRules().clearInTls() && !hasTls(context)) {
            refuse(context, passwordAsked());
        }
    }

    private void refuse(ChannelHandlerContext context, Failure failure) {
        attempt.fail(failure);
        WireGuard.fail(context, failure);
    }

    /** Why this packet must not reach the client; null if it may. */
    private @Nullable Failure refused(ChannelHandlerContext context, ByteBuf packet) {
        return switch (turn) {
            case GREETING -> greeting(packet);
            case CLIENT -> tooEarly();
            case SERVER -> authentication(context, packet);
        };
    }

    private @Nullable Failure greeting(ByteBuf packet) {
        if (first(packet) == ERROR) {
            int code = packet.getUnsignedShortLE(packet.readerIndex() + HEADER + 1);
            return SqlFailures.refused(code, "", "");
        }
        greetingLength = packet.readableBytes();
        String plugin = plugin(packet);
        if (!PRINTABLE
                .matcher(text(packet, packet.readerIndex() + HEADER + 1) + plugin)
                .matches()) {
            return Failure.temporary(Code.CONNECTION, "the database's greeting cannot be read");
        }
        boolean clear = plugin.equals(CLEAR_PASSWORD);
        return clear && !attempt.passwordRules().clearInTls() ? passwordAsked() : null;
    }

    /** The database's preferred authentication plugin, named at the greeting's end; empty if there is no name. */
    private static String plugin(ByteBuf packet) {
        int version = packet.readerIndex() + HEADER + 1;
        int afterVersion = packet.indexOf(version, packet.writerIndex(), (byte) 0) + 1;
        int saltLength = afterVersion + SALT_LENGTH;
        if (afterVersion == 0 || saltLength >= packet.writerIndex()) {
            return "";
        }
        return text(packet, saltLength + 1 + RESERVED + Math.max(SALT_REST, packet.getUnsignedByte(saltLength) - 8));
    }

    private @Nullable Failure authentication(ChannelHandlerContext context, ByteBuf packet) {
        boolean tls = hasTls(context);
        if (switchesToClear(packet)) {
            return tls && attempt.passwordRules().clearInTls() ? null : passwordAsked();
        }
        boolean asksForPassword = first(packet) == MORE_DATA
                && packet.readableBytes() > HEADER + 1
                && packet.getUnsignedByte(packet.readerIndex() + HEADER + 1) == FULL_AUTHENTICATION;
        return asksForPassword && !tls && !attempt.passwordRules().encryptedWithoutTls() ? passwordAsked() : null;
    }

    private static boolean hasTls(ChannelHandlerContext context) {
        return context.pipeline().get(SslHandler.class) != null;
    }

    private static Failure tooEarly() {
        return Failure.temporary(Code.CONNECTION, "the database sent bytes before it was its turn");
    }

    private static Failure passwordAsked() {
        Failure failure = Failure.of(
                        Code.QUERY, "the database asks for the password over a connection that does not protect it")
                .withDetail(
                        "use TLS (reactive.mysql.ssl-mode=verify-identity), or name the database's key in server-rsa-public-key,"
                                + " or set allow-public-key-retrieval=true");
        LOG.warn(failure);
        return failure;
    }

    private static boolean switchesToClear(ByteBuf packet) {
        return first(packet) == SWITCH
                && text(packet, packet.readerIndex() + HEADER + 1).equals(CLEAR_PASSWORD);
    }

    /** The text from this index to the next zero byte, or to the end. */
    private static String text(ByteBuf packet, int start) {
        if (start >= packet.writerIndex()) {
            return "";
        }
        int zero = packet.indexOf(start, packet.writerIndex(), (byte) 0);
        int end = zero < 0 ? packet.writerIndex() : zero;
        return packet.toString(start, end - start, StandardCharsets.UTF_8);
    }

    private static int first(ByteBuf packet) {
        int at = packet.readerIndex() + HEADER;
        return at < packet.writerIndex() ? packet.getUnsignedByte(at) : -1;
    }
}
