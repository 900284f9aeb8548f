package io.holdfast.ledger;

import java.time.Duration;

/** Tells how far the ledger reaches, and when it has grown; of what other processes append, a moment later. */
public final class Arrivals {

    private final Ledger ledger;

    Arrivals(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The position of the last event that survives a power cut, 0 if there is none. */
    public long head() {
        return ledger.durable();
    }

    /**
     * Waits until there is an event at a position. What arrives within a tenth of a second is told at once.
     *
     * @return whether there is; not if it did not come in time, or if the thread was interrupted
     */
    public boolean await(long position, Duration patience) {
        try {
            return ledger.await(position, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
