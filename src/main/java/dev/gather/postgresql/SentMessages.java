package dev.gather.postgresql;

import dev.gather.failure.Failure;
import dev.gather.postgresql.Conversation.Kind;
import dev.gather.sql.ResultReader;
import dev.gather.sql.WireGuard;
import dev.gather.sql.Write;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/** Follows what the client sends: whole messages, which end in groups that the database answers. */
final class SentMessages extends ChannelOutboundHandlerAdapter {
    private static final int HEAD = 5;

    private final Conversation conversation;
    private final WireGuard wire;
    private Kind kind = Kind.OTHER;
    private String statement = "";

    SentMessages(Conversation conversation, WireGuard wire) {
        this.conversation = conversation;
        this.wire = wire;
    }

    /** Passes on what the client sends, except for a write that must not be sent any more: it closes the connection instead. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ByteBuf messages && !mayBeSent(messages.duplicate())) {
            ReferenceCountUtil.release(message);
            WireGuard.fail(context, Failure.late());
            return;
        }
        super.write(context, message, promise);
    }

    private boolean mayBeSent(ByteBuf messages) {
        while (messages.readableBytes() >= HEAD) {
            char type = (char) messages.readByte();
            ByteBuf content = messages.readSlice(messages.readInt() - Integer.BYTES);
            if (!follow(type, content)) {
                return false;
            }
        }
        return true;
    }

    private boolean follow(char type, ByteBuf content) {
        switch (type) {
            case 'Q' -> sent(Kind.QUERY, "");
            case 'P' -> {
                kind = Kind.PREPARE;
                statement = PgColumn.text(content);
            }
            case 'B' -> {
                kind = Kind.EXECUTE;
                String unusedPortal = PgColumn.text(content);
                statement = PgColumn.text(content);
                Write write = conversation.write();
                return write == null || write.begin();
            }
            case 'C' -> {
                if (content.readByte() == 'S') {
                    conversation.forget(PgColumn.text(content));
                }
            }
            case 'S' -> {
                sent(kind, statement);
                kind = Kind.OTHER;
            }
            default -> {
                // The rest of a group, or of the login.
            }
        }
        return true;
    }

    private void sent(Kind sentKind, String name) {
        conversation.sent(sentKind, name);
        ResultReader reader = conversation.reader();
        if (sentKind == Kind.EXECUTE && reader != null) {
            wire.restart(reader.maxBytes());
        } else if (conversation.unansweredCount() == 1) {
            wire.restart();
        }
    }
}
