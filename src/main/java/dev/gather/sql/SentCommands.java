package dev.gather.sql;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Recognizes commands in what the client sends, packet by packet. */
final class SentCommands {
    private static final int HEADER = 4;

    private long payloadToSend;
    private boolean commandToSend;

    /**
     * The command that starts with this packet; null if none does. The client writes a packet of the largest size in two
     * pieces: the header alone, then the payload.
     */
    @Nullable
    Command next(ByteBuf packet) {
        int at = packet.readerIndex();
        if (payloadToSend > 0) {
            payloadToSend -= packet.readableBytes();
            return commandIf(commandToSend, packet, at);
        }
        boolean starts = packet.getUnsignedByte(at + HEADER - 1) == 0;
        if (packet.readableBytes() == HEADER) {
            payloadToSend = packet.getUnsignedMediumLE(at);
            commandToSend = starts;
            return null;
        }
        return commandIf(starts, packet, at + HEADER);
    }

    private @Nullable Command commandIf(boolean starts, ByteBuf packet, int at) {
        commandToSend = false;
        if (!starts) {
            return null;
        }
        Command command = Command.of(packet.getUnsignedByte(at));
        return command == Command.QUERY && StatementText.endsIn(packet) ? Command.TEXT : command;
    }
}
