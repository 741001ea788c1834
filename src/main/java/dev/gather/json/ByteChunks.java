package dev.gather.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that are written one after another, up to a limit. Beyond it they are only counted, so that too large a document takes
 * no memory. They are collected in chunks, and copied once, at the end.
 */
final class ByteChunks {
    private static final int FIRST = 1 << 11;
    private static final int LARGEST = 1 << 16;

    @SuppressWarnings("ArrayRecordComponent") // chunks are not compared
    private record Chunk(byte[] bytes, int length) {}

    private final long limit;
    private final List<Chunk> full = new ArrayList<>();
    private long before;

    /** The chunk that is written to, and where the next byte goes. Whoever writes to it calls {@link #require} before. */
    byte[] chunk = new byte[FIRST];

    int at;

    /** @param limit the most bytes that are kept */
    ByteChunks(long limit) {
        this.limit = limit;
    }

    /** Makes room for so many bytes in the current chunk. */
    void require(int bytes) {
        if (chunk.length - at < bytes) {
            next(bytes);
        }
    }

    private void next(int bytes) {
        before += at;
        int size = Math.max(bytes, Math.min(2 * chunk.length, LARGEST));
        if (before > limit) {
            full.clear();
            chunk = chunk.length < bytes ? new byte[size] : chunk;
        } else {
            full.add(new Chunk(chunk, at));
            chunk = new byte[size];
        }
        at = 0;
    }

    void write(char ascii) {
        require(1);
        chunk[at++] = (byte) ascii;
    }

    void write(byte[] bytes, int start, int length) {
        if (length <= chunk.length - at) {
            System.arraycopy(bytes, start, chunk, at, length);
            at += length;
            return;
        }
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, chunk.length - at);
            System.arraycopy(bytes, start + done, chunk, at, part);
            at += part;
            done += part;
            require(Math.min(1, length - done));
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
            System.arraycopy(each.bytes(), 0, all, position, each.length());
            position += each.length();
        }
        System.arraycopy(chunk, 0, all, position, at);
        return all;
    }
}
