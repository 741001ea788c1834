package dev.gather.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that are written one after another, up to a limit. Beyond it they are only counted, so that too large a document takes
 * no memory. They are collected in chunks, and copied once, at the end; many at once are a chunk as they are.
 */
final class ByteChunks {
    private static final int FIRST = 1 << 9;
    private static final int LARGEST = 1 << 16;

    @SuppressWarnings("ArrayRecordComponent") // chunks are not compared
    private record Chunk(byte[] bytes, int start, int length) {}

    private final long limit;
    private final List<Chunk> full = new ArrayList<>();
    private long before;

    /** The chunk that is written to, and where the next byte goes. Whoever writes to it calls {@link #require} before. */
    byte[] chunk;

    int at;

    /** @param limit the most bytes that are kept */
    ByteChunks(long limit) {
        this(limit, FIRST);
    }

    /**
     * Bytes of which it is known about how many there will be.
     *
     * @param limit the most bytes that are kept
     * @param first the size of the first chunk
     */
    ByteChunks(long limit, int first) {
        this.limit = limit;
        this.chunk = new byte[first];
    }

    /** Makes room for so many bytes in the current chunk. */
    void require(int bytes) {
        if (chunk.length - at < bytes) {
            next(bytes);
        }
    }

    private void next(int bytes) {
        keep(chunk, 0, at);
        int size = Math.max(bytes, Math.min(2 * chunk.length, LARGEST));
        if (before <= limit || chunk.length < bytes) {
            chunk = new byte[size];
        }
        at = 0;
    }

    private void keep(byte[] bytes, int start, int length) {
        before += length;
        if (before > limit) {
            full.clear();
        } else {
            full.add(new Chunk(bytes, start, length));
        }
    }

    void write(char ascii) {
        require(1);
        chunk[at++] = (byte) ascii;
    }

    /** @param bytes are not changed afterwards */
    void write(byte[] bytes, int start, int length) {
        if (length <= chunk.length - at) {
            System.arraycopy(bytes, start, chunk, at, length);
            at += length;
        } else if (length < LARGEST) {
            int part = chunk.length - at;
            System.arraycopy(bytes, start, chunk, at, part);
            at += part;
            require(length - part);
            System.arraycopy(bytes, start + part, chunk, at, length - part);
            at += length - part;
        } else {
            require(chunk.length);
            keep(bytes, start, length);
        }
    }

    /** The number of bytes written, those beyond the limit included. */
    long length() {
        return before + at;
    }

    /**
     * All bytes that were written.
     *
     * @throws IllegalStateException if they are more than the limit
     */
    byte[] bytes() {
        if (length() > limit) {
            throw new IllegalStateException("more bytes than the limit");
        }
        byte[] all = new byte[Math.toIntExact(length())];
        int position = 0;
        for (Chunk each : full) {
            System.arraycopy(each.bytes(), each.start(), all, position, each.length());
            position += each.length();
        }
        System.arraycopy(chunk, 0, all, position, at);
        return all;
    }
}
