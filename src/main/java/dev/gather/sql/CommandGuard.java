package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Follows commands and answers on a connection, packet by packet. It refuses a database's request for a local file, and
 * packets without a command. The rows of a source go to its {@link ResultReader}, not to the client, which
 * would read them without a limit, lose digits of JSON numbers, and drop rows with dates that the calendar does not have.
 */
final class CommandGuard extends ChannelDuplexHandler {
    static final String NAME = "command-guard";

    private static final int HEADER = 4;
    private static final int FULL_PACKET = 0xFFFFFF;
    private static final int MAX_COLUMNS = 4096;
    private static final int OK = 0x00;
    private static final int FILE_REQUEST = 0xFB;
    private static final int END = 0xFE;
    private static final int ERROR = 0xFF;

    /** The kind of the answer's next packet. */
    private enum Next {
        FIRST,
        DEFINITION,
        ROW
    }

    /**
     * A command that was sent and not answered.
     *
     * @param ifRefused the failure with which the connection is closed if the answer is an error
     */
    private record Unanswered(Command command, @Nullable Failure ifRefused) {}

    private final WireGuard wire;
    private final boolean withoutEof;
    private final SentCommands sent = new SentCommands();
    private final Deque<Unanswered> commands = new ArrayDeque<>();
    private Next next = Next.FIRST;
    private int required;
    private @Nullable Failure ifRefused;
    private int definitions;
    private boolean continued;
    private @Nullable CompositeByteBuf row;
    private volatile @Nullable ResultReader reader;
    private @Nullable Write write;
    private @Nullable DefinitionReader definitionReader;
    private ResultEnd resultEnd = ResultEnd.NONE;

    /** @param withoutEof whether the database sends no EOF packet between definitions and rows */
    CommandGuard(WireGuard wire, boolean withoutEof) {
        this.wire = wire;
        this.withoutEof = withoutEof;
    }

    /** The guard of an established connection; null once that is closed. */
    static CommandGuard of(Channel channel) {
        return channel.pipeline().get(CommandGuard.class);
    }

    /** Passes the rows of the next source to this reader instead of the client. */
    void readBy(ResultReader reads) {
        reader = reads;
    }

    /** Drops the rows that are still to come for the reader. */
    void dropRows() {
        ResultReader reading = reader;
        if (reading != null) {
            reading.drop();
        }
    }

    /** Lets this reader see what the next statement that is prepared is like. */
    void definedBy(DefinitionReader reads) {
        definitionReader = reads;
    }

    /**
     * Closes the connection if the database refuses one of the next commands: what is sent with them, before they are answered,
     * must not be done without them.
     *
     * @param count how many of the next commands
     * @param failure why the connection is closed then
     */
    void require(int count, Failure failure) {
        required = count;
        ifRefused = failure;
    }

    /** Leaves the rows of the next statement to the client. */
    void readByClient() {
        reader = null;
        write = null;
        definitionReader = null;
    }

    /**
     * Passes on what the client sends, except for a write that must not be sent any more: it closes the connection instead.
     */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        Command command = message instanceof ByteBuf packet && packet.isReadable() ? sent.next(packet) : null;
        if (command != null && command.runs() && write != null && !write.begin()) {
            ReferenceCountUtil.release(message);
            WireGuard.fail(context, Failure.late());
            return;
        }
        if (command != null) {
            begin(command);
        }
        super.write(context, message, promise);
    }

    private void begin(Command command) {
        if (command.isAnswered()) {
            commands.add(new Unanswered(command, required > 0 ? ifRefused : null));
            required = Math.max(0, required - 1);
            resultEnd = command.runs() ? ResultEnd.NONE : resultEnd;
            if (command.runs() && reader != null) {
                wire.restart(reader.maxBytes());
            } else if (commands.size() == 1) {
                wire.restart();
            }
        }
    }

    /** Lets this write see when its statement is sent, and how it is answered, and passes its rows to this reader. */
    void watchedBy(Write watches, ResultReader reads) {
        write = watches;
        reader = reads;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isForClient(context, (ByteBuf) message)) {
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private boolean isForClient(ChannelHandlerContext context, ByteBuf packet) {
        try {
            return WireGuard.failure(context.channel()) == null && received(context, packet);
        } catch (Failure e) {
            WireGuard.fail(context, e);
        } catch (RuntimeException e) {
            String kind = e.getClass().getName();
            WireGuard.fail(
                    context,
                    Failure.of(Code.MALFORMED, "the result cannot be read").withDetail(kind));
        }
        return false;
    }

    /** Whether the packet is passed on to the client. */
    private boolean received(ChannelHandlerContext context, ByteBuf packet) {
        boolean starts = !continued;
        continued = packet.getUnsignedMediumLE(packet.readerIndex()) == FULL_PACKET;
        if (commands.isEmpty()) {
            var unused = context.close();
            return false;
        }
        if (next == Next.ROW && (!starts || !ends(packet))) {
            if (reader == null || !command().runs()) {
                return true;
            }
            read(context, packet, reader);
            return false;
        }
        if (starts) {
            switch (next) {
                case FIRST -> begins(packet);
                case DEFINITION -> definition(packet);
                case ROW -> endOfRows(packet);
            }
        }
        return true;
    }

    private void begins(ByteBuf packet) {
        Command command = command();
        int first = first(packet);
        if (first == FILE_REQUEST) {
            throw Failure.of(Code.QUERY, "the database asked for a local file, which is refused");
        }
        if (first == ERROR) {
            checkRequired(packet);
        }
        if (first == OK && command.runs()) {
            resultEnd = ResultEnd.ok(packet.duplicate().skipBytes(HEADER + 1));
            if (write != null) {
                write.answered(packet.duplicate().skipBytes(HEADER + 1));
            }
        }
        if (command == Command.OTHER || first == ERROR || (first == OK && command != Command.PREPARE)) {
            end();
        } else if (command == Command.PREPARE) {
            int at = packet.readerIndex() + HEADER + 5;
            int columns = packet.getUnsignedShortLE(at);
            int parameters = packet.getUnsignedShortLE(at + 2);
            if (definitionReader != null) {
                definitionReader.expect(columns, parameters, withoutEof);
            }
            expect(columns, parameters);
        } else {
            expect(columns(packet), 0);
        }
    }

    /** An error that ends the connection is left to the client. */
    private void checkRequired(ByteBuf packet) {
        Failure failure = commands.element().ifRefused();
        int code = packet.getUnsignedShortLE(packet.readerIndex() + HEADER + 1);
        if (failure != null && !SqlFailures.isEnding(code)) {
            throw failure.withDetail("MySQL error " + code);
        }
    }

    /** The command that is being answered. */
    private Command command() {
        return commands.element().command();
    }

    private static int columns(ByteBuf packet) {
        long count = LengthEncoded.number(packet.duplicate().skipBytes(HEADER));
        if (count < 1 || count > MAX_COLUMNS) {
            throw Failure.of(Code.MALFORMED, "the result cannot be read").withDetail("it has " + count + " columns");
        }
        return (int) count;
    }

    private void expect(int columns, int parameters) {
        int eofs = withoutEof ? 0 : (columns > 0 ? 1 : 0) + (parameters > 0 ? 1 : 0);
        definitions = columns + parameters + eofs;
        if (reader != null && command().runs()) {
            reader.columns(columns);
        }
        next = Next.DEFINITION;
        if (definitions == 0) {
            end();
        }
    }

    private void definition(ByteBuf packet) {
        definitions--;
        boolean prepared = command() == Command.PREPARE;
        if (prepared && definitionReader != null) {
            definitionReader.definition(packet.duplicate().skipBytes(HEADER));
        }
        if (!prepared && reader != null && (withoutEof || definitions > 0)) {
            int start = packet.readerIndex();
            reader.column(packet.skipBytes(HEADER));
            packet.readerIndex(start);
        }
        if (definitions == 0) {
            if (prepared) {
                end();
            } else {
                next = Next.ROW;
            }
        }
    }

    /** A row may span several packets. */
    private void read(ChannelHandlerContext context, ByteBuf packet, ResultReader into) {
        ByteBuf payload = packet.duplicate().skipBytes(HEADER);
        if (row == null && !continued) {
            into.row(payload);
            return;
        }
        CompositeByteBuf collected = row == null ? context.alloc().compositeBuffer() : row;
        row = collected;
        collected.addComponent(true, payload.retain());
        if (!continued) {
            into.row(collected);
            releaseRow();
        }
    }

    private boolean ends(ByteBuf packet) {
        return first(packet) == ERROR || (first(packet) == END && !continued);
    }

    private void endOfRows(ByteBuf packet) {
        if (first(packet) == END) {
            ByteBuf payload = packet.duplicate().skipBytes(HEADER + 1);
            resultEnd = withoutEof ? ResultEnd.ok(payload) : ResultEnd.eof(payload);
            if (write != null && command().runs()) {
                write.answeredWithRows();
            }
        }
        end();
    }

    /** What the database said at the end of its latest answer to a statement of a source. */
    ResultEnd resultEnd() {
        return resultEnd;
    }

    private void end() {
        Command ended = commands.remove().command();
        next = Next.FIRST;
        if (ended.runs()) {
            reader = null;
            write = null;
        }
    }

    private void releaseRow() {
        if (row != null) {
            row.release();
            row = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        releaseRow();
    }

    private static int first(ByteBuf packet) {
        int at = packet.readerIndex() + HEADER;
        return at < packet.writerIndex() ? packet.getUnsignedByte(at) : -1;
    }
}
