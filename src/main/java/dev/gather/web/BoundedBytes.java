package dev.gather.web;

import dev.gather.failure.Failure;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Bytes up to a limit; beyond it they are counted and not kept, so that a large answer takes no memory. */
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
     * All that was written.
     *
     * @throws Failure if that is more than the limit
     */
    byte[] bytes() {
        if (count > limit) {
            throw Failures.tooLargeAnswer(count, limit);
        }
        return kept.toByteArray();
    }
}
