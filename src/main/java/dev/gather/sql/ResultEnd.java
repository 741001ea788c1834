package dev.gather.sql;

import io.netty.buffer.ByteBuf;

/**
 * What a database says at the end of an answer to a statement.
 *
 * @param warnings how many warnings it has about the statement
 * @param inTransaction whether a transaction is under way
 */
record ResultEnd(int warnings, boolean inTransaction) {
    private static final int IN_TRANSACTION = 0x0001;

    /** Before there was an answer. */
    static final ResultEnd NONE = new ResultEnd(0, false);

    /** Reads the packet OK, from its second byte; so rows end, too, where the database sends no EOF. */
    static ResultEnd ok(ByteBuf packet) {
        var unusedAffected = LengthEncoded.number(packet);
        var unusedId = LengthEncoded.number(packet);
        int status = packet.readUnsignedShortLE();
        return of(packet.readUnsignedShortLE(), status);
    }

    /** Reads the packet EOF, from its second byte. */
    static ResultEnd eof(ByteBuf packet) {
        return of(packet.readUnsignedShortLE(), packet.readUnsignedShortLE());
    }

    private static ResultEnd of(int warnings, int status) {
        return new ResultEnd(warnings, (status & IN_TRANSACTION) != 0);
    }
}
