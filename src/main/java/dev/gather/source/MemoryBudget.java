package dev.gather.source;

import dev.gather.failure.Failure;

/**
 * The memory that the answers of one execution may take, by an estimate that is made while they are read: an answer that
 * does not fit fails its source, and the function goes on. It lives on the execution's event loop.
 */
public final class MemoryBudget {
    private final long most;
    private long taken;

    /** @param most how much there is, in bytes */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** A share that has nothing yet. */
    public Share share() {
        return new Share();
    }

    /** What one request takes of the budget. */
    public final class Share {
        private long own;
        private boolean closed;

        private Share() {}

        /**
         * Takes memory, before it is used.
         *
         * @param bytes how much
         * @throws Failure if there is not so much left
         */
        public void take(long bytes) {
            if (closed || taken + bytes > most) {
                throw Failure.of(
                        Failure.Code.TOO_LARGE,
                        "the answer is too large for what is left of the execution's memory; ask for less, or give the "
                                + "function more memory");
            }
            own += bytes;
            taken += bytes;
        }

        /** How many bytes there are to take. */
        public long left() {
            return Math.max(0, most - taken);
        }

        /** Gives back what is not used any more, such as bytes that have been decoded. */
        public void giveBack(long bytes) {
            own -= bytes;
            taken -= bytes;
        }

        /** Gives back all, as the request came to nothing, and takes no more. */
        public void giveBackAll() {
            closed = true;
            giveBack(own);
        }
    }
}
