package dev.gather.redis;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds where replies end, in the protocol's version 2, and whether they are replies at all, without keeping them.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">Redis serialization protocol</a>
 */
final class ReplyScanner {
    /** A length or a number has fewer digits; texts and errors have no limit but that of the reply. */
    private static final int LONGEST_NUMBER = 20;

    private static final int MOST_LEVELS = 30;

    /** The shortest element: a type, a digit, and the end of the line. */
    private static final long LEAST_ELEMENT = 4;

    private enum State {
        TYPE,
        LINE,
        LINE_FEED,
        BULK,
        BULK_RETURN,
        BULK_FEED
    }

    private final long maxBytes;
    /** How many elements are missing on each level, the innermost first. */
    private final Deque<Long> missing = new ArrayDeque<>();

    private final StringBuilder number = new StringBuilder();
    /** How many elements have not begun, on all levels: the client makes room for each list as soon as it begins. */
    private long owed;

    private State state = State.TYPE;
    private byte type;
    private boolean lineIsEmpty;
    private long bulk;
    private long length;

    /** @param maxBytes the longest reply */
    ReplyScanner(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * What was found in bytes.
     *
     * @param replies how many replies ended in them
     * @param complete how many of the bytes belong to these
     * @param fault why nothing after these can be used
     */
    record Scan(long replies, int complete, Optional<Failure> fault) {}

    /** A byte that cannot stand where it does, or one too many. */
    private static final class FaultException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Failure failure;

        FaultException(Failure failure) {
            super(failure.getMessage(), null, false, false);
            this.failure = failure;
        }
    }

    /**
     * Reads further bytes, which stay unread in their buffer.
     *
     * @param awaited how many replies there may be
     */
    Scan scan(ByteBuf bytes, long awaited) {
        long replies = 0;
        int complete = 0;
        int start = bytes.readerIndex();
        int end = bytes.writerIndex();
        try {
            for (int i = start; i < end; i++) {
                if (replies == awaited) {
                    throw malformed("the server sent more than it was asked for");
                }
                i = skipBulk(i, end);
                if (i < end && read(bytes.getByte(i))) {
                    replies++;
                    complete = i + 1 - start;
                    length = 0;
                }
            }
            return new Scan(replies, complete, Optional.empty());
        } catch (FaultException fault) {
            return new Scan(replies, complete, Optional.of(fault.failure));
        }
    }

    /** The index of the next byte that means something. */
    private int skipBulk(int from, int end) {
        if (state != State.BULK) {
            return from;
        }
        int skipped = (int) Math.min(bulk, end - from);
        bulk -= skipped;
        count(skipped);
        if (bulk == 0) {
            state = State.BULK_RETURN;
        }
        return from + skipped;
    }

    private void count(long bytes) {
        length += bytes;
        if (length > maxBytes) {
            throw tooLarge();
        }
    }

    /** Whether a reply ends with the byte. */
    private boolean read(byte next) {
        count(1);
        switch (state) {
            case TYPE -> begin(next);
            case LINE -> readLine(next);
            case LINE_FEED -> {
                require(next, '\n');
                return endLine();
            }
            case BULK_RETURN -> {
                require(next, '\r');
                state = State.BULK_FEED;
            }
            default -> {
                require(next, '\n');
                return endElement();
            }
        }
        return false;
    }

    private void begin(byte next) {
        if ("+-:$*".indexOf(next) < 0) {
            throw malformed("the server's reply is not one of Redis");
        }
        type = next;
        owed -= missing.isEmpty() ? 0 : 1;
        lineIsEmpty = true;
        number.setLength(0);
        state = State.LINE;
    }

    private void readLine(byte next) {
        // The client never ends reading an empty line.
        if (next == '\n' || (next == '\r' && lineIsEmpty)) {
            throw malformed("the server's reply is not one of Redis");
        }
        lineIsEmpty = false;
        if (next == '\r') {
            state = State.LINE_FEED;
        } else if (type != '+' && type != '-') {
            readDigit(next);
        }
    }

    private void readDigit(byte next) {
        boolean digit = next >= '0' && next <= '9';
        boolean sign = next == '-' && number.isEmpty();
        if (!(digit || sign) || number.length() == LONGEST_NUMBER) {
            throw malformed("the server's reply is not one of Redis");
        }
        number.append((char) next);
    }

    private static void require(byte found, char expected) {
        if (found != expected) {
            throw malformed("the server's reply is not one of Redis");
        }
    }

    private boolean endLine() {
        if (type == '+' || type == '-') {
            return endElement();
        }
        long value = value();
        if (type == ':') {
            return endElement();
        }
        if (value < -1) {
            throw malformed("the server's reply is not one of Redis");
        }
        return type == '$' ? beginBulk(value) : beginList(value);
    }

    private long value() {
        try {
            return Long.parseLong(number.toString());
        } catch (NumberFormatException e) {
            throw malformed("the server's reply is not one of Redis");
        }
    }

    private boolean beginBulk(long size) {
        if (size < 0) {
            return endElement();
        }
        if (size > maxBytes - length) {
            throw tooLarge();
        }
        bulk = size;
        state = size == 0 ? State.BULK_RETURN : State.BULK;
        return false;
    }

    private boolean beginList(long size) {
        if (size <= 0) {
            return endElement();
        }
        if (size > (maxBytes - length) / LEAST_ELEMENT - owed) {
            throw tooLarge();
        }
        if (missing.size() == MOST_LEVELS) {
            throw malformed("the server's reply nests more than " + MOST_LEVELS + " levels");
        }
        owed += size;
        missing.push(size);
        state = State.TYPE;
        return false;
    }

    /** Whether the reply ends with the element. */
    private boolean endElement() {
        state = State.TYPE;
        while (!missing.isEmpty()) {
            long left = missing.pop() - 1;
            if (left > 0) {
                missing.push(left);
                return false;
            }
        }
        return true;
    }

    private FaultException tooLarge() {
        return new FaultException(
                Failure.of(Code.TOO_LARGE, "the server's reply is larger than its max-bytes, " + maxBytes + " bytes"));
    }

    private static FaultException malformed(String message) {
        return new FaultException(Failure.of(Code.MALFORMED, message));
    }
}
