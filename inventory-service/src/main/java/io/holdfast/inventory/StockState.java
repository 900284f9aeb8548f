package io.holdfast.inventory;

import io.holdfast.events.inventory.StockAdjusted;
import io.holdfast.events.inventory.StockDispatched;
import io.holdfast.events.inventory.StockItemDeleted;
import io.holdfast.events.inventory.StockItemDeletionCancelled;
import io.holdfast.events.inventory.StockItemDeletionStarted;
import io.holdfast.events.inventory.StockItemEvent;
import io.holdfast.events.inventory.StockItemRegistered;
import io.holdfast.events.inventory.StockPicked;
import io.holdfast.events.inventory.StockReceived;
import io.holdfast.events.inventory.StockReleased;
import io.holdfast.events.inventory.StockReserved;
import io.holdfast.events.inventory.StockUnpicked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a stock item stands. Only one that is there has levels. */
public sealed interface StockState {

    /** Its name in the API. */
    Status status();

    /** Where an item stands, in a word. */
    enum Status {
        ACTIVE,
        DELETING,
        DELETED
    }

    /** It is there. */
    sealed interface Present extends StockState {
        StockLevels levels();
    }

    /** Everything is possible. */
    record Active(StockLevels levels) implements Present {
        @Override
        public Status status() {
            return Status.ACTIVE;
        }
    }

    /** It goes with its last reservation; until then nobody takes more. */
    record Deleting(StockLevels levels, Instant since, String by) implements Present {
        @Override
        public Status status() {
            return Status.DELETING;
        }
    }

    /** It is gone, and may be registered again. */
    record Deleted(Instant since, String by) implements StockState {
        @Override
        public Status status() {
            return Status.DELETED;
        }
    }

    /**
     * The state after one more event. The aggregate, reads and time travel all go through here.
     *
     * @param before null if the event is the first
     * @param at when it happened
     * @param by who asked for it
     */
    static StockState evolve(@Nullable StockState before, StockItemEvent event, Instant at, String by) {
        return switch (event) {
            case StockItemRegistered e -> new Active(StockLevels.of(e.name(), e.onHand()));
            case StockReceived e -> with(before, levels(before).changedBy(e.quantity()));
            case StockAdjusted e -> with(before, levels(before).changedBy(e.delta()));
            case StockReserved e -> with(before, levels(before).with(e));
            case StockReleased e -> with(before, levels(before).without(e.orderId()));
            case StockPicked e -> with(before, levels(before).with(e));
            case StockUnpicked e -> with(before, levels(before).withoutPick(e.shipmentId(), e.orderId(), e.quantity()));
            case StockDispatched e -> with(before, levels(before).with(e));
            case StockItemDeletionStarted e -> new Deleting(levels(before), at, by);
            case StockItemDeletionCancelled e -> new Active(levels(before));
            case StockItemDeleted e -> new Deleted(at, by);
        };
    }

    private static StockLevels levels(@Nullable StockState state) {
        if (state instanceof Present present) {
            return present.levels();
        }
        throw new IllegalStateException("The ledger says that something happened to an item that is not there.");
    }

    private static StockState with(@Nullable StockState state, StockLevels levels) {
        return state instanceof Deleting deleting
                ? new Deleting(levels, deleting.since(), deleting.by())
                : new Active(levels);
    }
}
