package dev.gather.start;

import io.netty.channel.ChannelId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The id of a connection, unique within the process.
 *
 * @param number how many there were before, and one
 */
record ChannelNumber(long number) implements ChannelId {
    private static final AtomicLong LAST = new AtomicLong();

    static ChannelNumber next() {
        return new ChannelNumber(LAST.incrementAndGet());
    }

    @Override
    public String asShortText() {
        return Long.toString(number);
    }

    @Override
    public String asLongText() {
        return asShortText();
    }

    @Override
    public int compareTo(ChannelId other) {
        return other instanceof ChannelNumber numbered
                ? Long.compare(number, numbered.number)
                : asLongText().compareTo(other.asLongText());
    }
}
