package io.holdfast.ledger.projection;

import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild is.
 *
 * @param done the position up to which events were added
 * @param total the position up to which they are to be added, as far as it is known; it moves while others write
 * @param rate events a second so far, 0 in the beginning
 * @param differences what differed, once it has been compared
 * @param failure why it was not done, if it was not
 */
public record Progress(
        RebuildState state,
        long done,
        long total,
        long rate,
        @Nullable Differences differences,
        @Nullable String failure) {

    /** Seconds until all events are added, at that rate. */
    public long secondsLeft() {
        return rate == 0 ? 0 : Math.ceilDiv(total - done, rate);
    }
}
