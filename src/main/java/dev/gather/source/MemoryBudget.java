package dev.gather.source;

import dev.gather.failure.Failure;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * The memory that the answers of one execution may take up, estimated while they are read. An answer that does not fit fails
 * its source, instead of the whole function. An answer may be read on another event loop than that of its execution, which is where the
 * connection is that it comes by.
 */
public final class MemoryBudget {
    private static final AtomicLongFieldUpdater<MemoryBudget> TAKEN =
            AtomicLongFieldUpdater.newUpdater(MemoryBudget.class, "taken");

    private final long most;
    private volatile long taken;

    /** @param most the budget in bytes */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** A new share, with nothing taken yet. */
    public Share share() {
        return new Share();
    }

    private boolean takes(long bytes) {
        long before = taken;
        while (before + bytes <= most) {
            if (TAKEN.compareAndSet(this, before, before + bytes)) {
                return true;
            }
            before = taken;
        }
        return false;
    }

    private void giveBack(long bytes) {
        var unused = TAKEN.addAndGet(this, -bytes);
    }

    /** The part of the budget that one request takes. */
    public final class Share {
        private static final AtomicLongFieldUpdater<Share> OWN = AtomicLongFieldUpdater.newUpdater(Share.class, "own");

        /** No share has taken this much: everything was given back. */
        private static final long CLOSED = Long.MIN_VALUE;

        private volatile long own;

        private Share() {}

        /**
         * Takes memory, before it is used.
         *
         * @throws Failure if less is left
         */
        public void take(long bytes) {
            if (!takes(bytes)) {
                throw tooLarge();
            }
            if (!changes(bytes)) {
                MemoryBudget.this.giveBack(bytes);
                throw tooLarge();
            }
        }

        /** Changes what is its own; false if everything was given back. */
        private boolean changes(long bytes) {
            long before = own;
            while (before != CLOSED) {
                if (OWN.compareAndSet(this, before, before + bytes)) {
                    return true;
                }
                before = own;
            }
            return false;
        }

        private Failure tooLarge() {
            return Failure.of(
                    Failure.Code.TOO_LARGE,
                    "the answer is too large for what is left of the execution's memory; request less, or give the "
                            + "function more memory");
        }

        /** How many bytes can still be taken. */
        public long left() {
            return Math.max(0, most - taken);
        }

        /** Gives back memory that is no longer used, such as bytes that have been decoded. */
        public void giveBack(long bytes) {
            if (changes(-bytes)) {
                MemoryBudget.this.giveBack(bytes);
            }
        }

        /** Gives back everything, as the request's answer is not needed; nothing more can be taken. */
        public void giveBackAll() {
            long all = OWN.getAndSet(this, CLOSED);
            if (all != CLOSED) {
                MemoryBudget.this.giveBack(all);
            }
        }
    }
}
