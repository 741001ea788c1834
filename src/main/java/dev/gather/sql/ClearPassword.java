package dev.gather.sql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Completes the packets of a switch to {@code mysql_clear_password}, which the client takes for a method with a salt, and
 * answers without a header.
 */
final class ClearPassword {
    private static final int HEADER = 4;

    /** The packet's number, in its header. */
    private static final int NUMBER = 3;

    /** What the client reads, whichever the method is. */
    private static final int SALT = 20;

    private ClearPassword() {}

    /** The number of the packet that answers this one. */
    static int next(ByteBuf packet) {
        return packet.getUnsignedByte(packet.readerIndex() + NUMBER) + 1;
    }

    /** The database's request with a salt that nothing uses. Releases the request. */
    static ByteBuf salted(ByteBufAllocator allocator, ByteBuf request) {
        int length = request.readableBytes() - HEADER + SALT;
        ByteBuf salted = allocator.buffer(HEADER + length);
        salted.writeMediumLE(length)
                .writeBytes(request, request.readerIndex() + NUMBER, request.readableBytes() - NUMBER);
        request.release();
        return salted.writeZero(SALT);
    }

    /** The password with a header, if it has none. */
    static ByteBuf framed(ByteBufAllocator allocator, ByteBuf password, int number) {
        int at = password.readerIndex();
        int length = password.readableBytes();
        if (length >= HEADER && password.getUnsignedMediumLE(at) == length - HEADER) {
            return password;
        }
        ByteBuf framed = allocator.buffer(HEADER + length);
        framed.writeMediumLE(length).writeByte(number).writeBytes(password);
        password.release();
        return framed;
    }
}
