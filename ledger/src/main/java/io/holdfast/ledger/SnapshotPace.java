package io.holdfast.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides how often a stream gets a snapshot: the larger its last one was, the more events have to come before the next. A
 * snapshot is written, and read, in whole; one of an item with 100,000 open reservations, taken as often as that of a small
 * one, would cost more than all of the item's commands.
 *
 * <p>So taking snapshots costs no more than writing the events did, whatever the size of the state; and reading the events
 * after a snapshot takes no longer than reading the snapshot.
 */
final class SnapshotPace {

    /** What the events weigh after which a small stream gets its next snapshot: as much as a snapshot that is called large. */
    static final int INTERVAL_CHARACTERS = LedgerModules.SNAPSHOT_EVERY * 400;

    private final Map<String, Integer> intervalsToWait = new ConcurrentHashMap<>();

    /** One more interval of events has come; answers whether it is time for a snapshot. */
    boolean isDue(String streamId) {
        var left = intervalsToWait.computeIfPresent(streamId, (id, intervals) -> intervals > 0 ? intervals - 1 : null);
        return left == null;
    }

    /**
     * A snapshot was taken.
     *
     * @param characters how long it is
     */
    void taken(String streamId, int characters) {
        int intervals = characters / INTERVAL_CHARACTERS;
        if (intervals > 0) {
            intervalsToWait.put(streamId, intervals);
        } else {
            intervalsToWait.remove(streamId);
        }
    }
}
