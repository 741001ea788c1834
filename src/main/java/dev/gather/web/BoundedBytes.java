package dev.gather.web;

import dev.gather.failure.Failure;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Collects bytes up to a limit. Beyond it they are only counted, so that too large an answer takes no memory. */
final class BoundedBytes extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final long limit;
    private long count;

    BoundedBytes(long limit) {
        this.limit = limit;
    }

    @Override
    public void write(int octet) {
        count++;
        if (count <= limit) {
            kept.write(octet);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
        if (count <= limit) {
            kept.write(bytes, offset, length);
        }
    }

    /**
     * All bytes that were written.
     *
     * @throws Failure if they are more than the limit
     */
    byte[] bytes() {
        if (count > limit) {
            throw Failures.tooLargeAnswer(count, limit);
        }
        return kept.toByteArray();
    }
}
