package io.holdfast.http.conflict;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps the table within its age and its count, a little at a time. How many rows there are is counted now and then, because
 * other processes write too, and known from what this one does in between.
 */
final class Bounds {

    /** Rows that are removed in one transaction: more than are ever written in one. */
    private static final int AT_ONCE = 1_000;

    private static final Duration LOOK_AT_AGE = Duration.ofSeconds(5);
    private static final Duration COUNT_AGAIN = Duration.ofMinutes(10);

    private final ConflictTable table;
    private final Duration maxAge;
    private final long maxCount;
    private long rows;
    private Instant nextLook = Instant.MIN;
    private Instant nextCount = Instant.MIN;

    Bounds(ConflictTable table, Duration maxAge, long maxCount) {
        this.table = table;
        this.maxAge = maxAge;
        this.maxCount = maxCount;
    }

    /** So many were written. */
    void added(int conflicts) {
        rows += conflicts;
    }

    /** Removes some of what is too old or too much; all of it, if it is called often enough. */
    void keep(Instant now) {
        if (!now.isBefore(nextCount)) {
            rows = table.count();
            nextCount = now.plus(COUNT_AGAIN);
        }
        if (rows > maxCount) {
            remove(now, (int) Math.min(AT_ONCE, rows - maxCount));
        }
        if (!now.isBefore(nextLook)) {
            int removed = remove(now.minus(maxAge), AT_ONCE);
            nextLook = removed == AT_ONCE ? now : now.plus(LOOK_AT_AGE);
        }
    }

    private int remove(Instant before, int most) {
        int removed = table.removeOldest(Conflict.leastIdAt(before), most);
        rows -= removed;
        return removed;
    }
}
