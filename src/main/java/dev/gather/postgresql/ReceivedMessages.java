package dev.gather.postgresql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.postgresql.Conversation.Kind;
import dev.gather.postgresql.Conversation.Statement;
import dev.gather.postgresql.Conversation.Unanswered;
import dev.gather.sql.Column;
import dev.gather.sql.ConnectionAttempt;
import dev.gather.sql.ResultReader;
import dev.gather.sql.WireGuard;
import dev.gather.sql.Write;
import dev.gather.sql.Written;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Follows what the database sends, message by message. The rows of a source go to its {@link ResultReader}, not to the client,
 * which would read them without a limit, and lose digits and dates. What nobody asked for does not reach the client either, which
 * would log it.
 */
final class ReceivedMessages extends ByteToMessageDecoder {
    private static final int HEAD = 5;
    private static final int CLEAR_PASSWORD = 3;
    private static final String NOT_READABLE = "the result cannot be read";

    private final Conversation conversation;
    private final ConnectionAttempt attempt;

    ReceivedMessages(Conversation conversation, ConnectionAttempt attempt) {
        this.conversation = conversation;
        this.attempt = attempt;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (WireGuard.failure(context.channel()) != null) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            next(context, in, out);
        } catch (Failure e) {
            fail(context, e);
        } catch (RuntimeException e) {
            fail(
                    context,
                    Failure.of(Code.MALFORMED, NOT_READABLE)
                            .withDetail(e.getClass().getName()));
        }
    }

    private void fail(ChannelHandlerContext context, Failure failure) {
        attempt.fail(failure);
        WireGuard.fail(context, failure);
    }

    /** Reads one message, if all of it is there. */
    private void next(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < HEAD) {
            return;
        }
        int start = in.readerIndex();
        int length = in.getInt(start + 1);
        if (length < Integer.BYTES) {
            throw malformed("a message of " + length + " bytes");
        }
        if (in.readableBytes() - 1 < length) {
            return;
        }
        in.skipBytes(length + 1);
        char type = (char) in.getByte(start);
        if (isForClient(context, type, in.slice(start + HEAD, length - Integer.BYTES))) {
            out.add(in.retainedSlice(start, length + 1));
        }
    }

    private static Failure malformed(String detail) {
        return Failure.of(Code.MALFORMED, NOT_READABLE).withDetail(detail);
    }

    private boolean isForClient(ChannelHandlerContext context, char type, ByteBuf content) {
        Unanswered current = conversation.current();
        if (type == 'N') {
            Notices.text(content).ifPresent(conversation::warn);
            return false;
        }
        if (type == 'A' || (type == 'S' && (current == null || current.kind() != Kind.LOGIN))) {
            return false;
        }
        if (current == null) {
            var unused = context.close();
            return false;
        }
        switch (type) {
            case 'R' -> checkAuthentication(context, content);
            case 't' -> conversation.parameters(PgColumn.parameters(content));
            case 'T' -> described(current, content);
            case 'n' -> conversation.described(current.statement(), List.of());
            case '2' -> begin(current);
            case 'D' -> {
                return !read(current, content);
            }
            case 'C' -> completed(current, content);
            case 'E' -> {
                return error(context, current, content);
            }
            case 'Z' -> conversation.answered((char) content.readByte());
            case 'K', 'S', '1', '3', 'I', 's' -> {
                // The client knows what to make of it.
            }
            default -> throw malformed("a message of type " + (int) type);
        }
        return true;
    }

    /** A password as it is must not be read on the way. */
    private static void checkAuthentication(ChannelHandlerContext context, ByteBuf content) {
        boolean tls = context.pipeline().get(SslHandler.class) != null;
        if (content.readInt() == CLEAR_PASSWORD && !tls) {
            throw Failure.of(
                            Code.QUERY, "the database asks for the password over a connection that does not protect it")
                    .withDetail(
                            "use TLS (reactive.postgresql.ssl-mode=verify-full), or let the database use scram-sha-256");
        }
    }

    /** The columns of rows that are the client's are left as they are. */
    private void described(Unanswered current, ByteBuf content) {
        if (current.kind() == Kind.PREPARE) {
            conversation.described(current.statement(), PgColumn.describe(content));
        }
    }

    /** The statement runs now, and its rows follow. */
    private void begin(Unanswered current) {
        ResultReader reader = conversation.reader();
        Statement statement = conversation.statement(current.statement());
        if (current.kind() != Kind.EXECUTE || reader == null || statement == null) {
            return;
        }
        reader.columns(statement.columns().size());
        for (PgColumn column : statement.columns()) {
            PgOpen type = new PgOpen(column.type(), reader.isJson(column.name()));
            boolean isKnown = conversation.types().isKnown(column.type());
            if (!isKnown) {
                conversation.unknown(column.type());
                reader.awaitTypes();
            }
            reader.add(new Column(column.name(), isKnown ? type.in(conversation.types()) : type));
        }
    }

    /** Whether it is the row of a source. */
    private boolean read(Unanswered current, ByteBuf content) {
        ResultReader reader = conversation.reader();
        if (current.kind() != Kind.EXECUTE) {
            return false;
        }
        if (reader != null && reader.isNeeded(content.readableBytes())) {
            Statement statement = conversation.statement(current.statement());
            reader.keep(RowBytes.of(
                    content, statement == null ? 0 : statement.columns().size()));
        }
        return true;
    }

    /** The last word of {@code INSERT 0 5} or {@code UPDATE 5} is the number of rows. */
    private void completed(Unanswered current, ByteBuf content) {
        Write write = conversation.write();
        if (write == null || current.kind() != Kind.EXECUTE) {
            return;
        }
        String tag = content.toString(StandardCharsets.US_ASCII).trim();
        String count = tag.substring(tag.lastIndexOf(' ') + 1);
        if (!count.isEmpty() && Character.isDigit(count.charAt(0))) {
            write.answered(Written.of(Long.parseLong(count)));
        }
    }

    /** An error that ends the connection is nothing that the client would tell whom it concerns. */
    private boolean error(ChannelHandlerContext context, Unanswered current, ByteBuf content) {
        String state = Notices.field(content, 'C');
        if (current.kind() != Kind.LOGIN && PgErrors.ENDING.contains(state)) {
            var unused = context.close();
            return false;
        }
        if (current.ifRefused() != null) {
            throw current.ifRefused().withDetail("PostgreSQL error " + state);
        }
        return true;
    }
}
