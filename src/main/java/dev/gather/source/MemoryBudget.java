package dev.gather.source;

import dev.gather.failure.Failure;

/**
 * The memory that the answers of one execution may take up, estimated while they are read. An answer that does not fit fails
 * its source, instead of the whole function. Confined to the execution's event loop.
 */
public final class MemoryBudget {
    private final long most;
    private long taken;

    /** @param most the budget in bytes */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** A new share, with nothing taken yet. */
    public Share share() {
        return new Share();
    }

    /** The part of the budget that one request takes. */
    public final class Share {
        private long own;
        private boolean closed;

        private Share() {}

        /**
         * Takes memory, before it is used.
         *
         * @throws Failure if less is left
         */
        public void take(long bytes) {
            if (closed || taken + bytes > most) {
                throw Failure.of(
                        Failure.Code.TOO_LARGE,
                        "the answer is too large for what is left of the execution's memory; request less, or give the "
                                + "function more memory");
            }
            own += bytes;
            taken += bytes;
        }

        /** How many bytes can still be taken. */
        public long left() {
            return Math.max(0, most - taken);
        }

        /** Gives back memory that is no longer used, such as bytes that have been decoded. */
        public void giveBack(long bytes) {
            own -= bytes;
            taken -= bytes;
        }

        /** Gives back everything, as the request's answer is not needed; nothing more can be taken. */
        public void giveBackAll() {
            closed = true;
            giveBack(own);
        }
    }
}
