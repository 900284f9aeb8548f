package io.holdfast.audit;

import io.holdfast.ledger.Entries;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of the ledger that is without gaps. Times are turned into positions first, so it is a part of the ledger's order, not
 * of what clocks say.
 *
 * @param after the position behind which it begins
 * @param until the last position that belongs to it
 * @param from begins with what came behind the last event of before this time
 * @param to ends with the last event of before this time
 */
public record Span(
        @Nullable Long after,
        @Nullable Long until,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All there is. */
    public static final Span ALL = new Span(null, null, null, null);

    /** The position behind which it begins. */
    public long start(Entries entries) {
        long behind = after == null ? 0 : after;
        return from == null ? behind : Math.max(behind, lastBefore(from, entries));
    }

    /**
     * The last position that belongs to it.
     *
     * @param head where the ledger ends
     */
    public long end(Entries entries, long head) {
        long end = until == null ? head : Math.min(head, until);
        return to == null ? end : Math.min(end, lastBefore(to, entries));
    }

    /** The ledger knows milliseconds. */
    private static long lastBefore(Instant time, Entries entries) {
        return time.isAfter(Instant.EPOCH) ? entries.positionAt(time.minusMillis(1)) : 0;
    }
}
