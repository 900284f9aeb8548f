package io.holdfast.inventory;

import io.holdfast.inventory.StockState.Status;
import java.time.Instant;
import java.util.List;

/** Every reason why a stock item refuses a command, with the facts that a caller needs to act on it. */
public sealed interface Rejection {

    /** What stands in the way, in a sentence. */
    String message();

    /** The item that refused. */
    StockItemId item();

    /** There is one already. */
    record AlreadyExists(StockItemId item) implements Rejection {
        @Override
        public String message() {
            return "%s exists already.".formatted(item.inWords());
        }
    }

    /** It is on its way out. */
    record BeingDeleted(StockItemId item, Instant since, String by) implements Rejection {
        @Override
        public String message() {
            return "%s is being deleted since %s by %s.".formatted(item.inWords(), since, by);
        }
    }

    /** It is gone. */
    record Deleted(StockItemId item, Instant since, String by) implements Rejection {
        @Override
        public String message() {
            return "%s was deleted at %s by %s.".formatted(item.inWords(), since, by);
        }
    }

    /**
     * Others hold units of an item that somebody wants to delete.
     *
     * @param recalled whether it is on its way out already, so that nothing of it is shipped
     */
    record HeldAgainstDeletion(StockItemId item, boolean recalled, List<Blocker> blockers) implements Rejection {

        /** Units that they hold together. */
        public long held() {
            return Blocker.sum(blockers);
        }

        @Override
        public String message() {
            return "%s cannot be deleted: orders or shipments hold %d units of it.".formatted(item.inWords(), held());
        }
    }

    /**
     * Others hold more units than an adjustment would leave.
     *
     * @param recalled whether it is on its way out, so that nothing more is received
     * @param onHand units that would be left
     */
    record HeldAgainstAdjustment(StockItemId item, boolean recalled, long onHand, List<Blocker> blockers)
            implements Rejection {

        /** Units that they hold together. */
        public long held() {
            return Blocker.sum(blockers);
        }

        @Override
        public String message() {
            return "%s cannot be adjusted to %d on hand: orders or shipments hold %d units of it."
                    .formatted(item.inWords(), onHand, held());
        }
    }

    /**
     * An adjustment takes more than there is.
     *
     * @param requested units that it takes
     */
    record LessOnHand(StockItemId item, long requested, long onHand) implements Rejection {
        @Override
        public String message() {
            return "%s has %d on hand, so %d cannot be missing.".formatted(item.inWords(), onHand, requested);
        }
    }

    /**
     * An order wants more than there is for it.
     *
     * @param available units that it could have: those that nobody has a claim on, and those it is promised already
     */
    record NotEnough(StockItemId item, String orderId, long requested, long available) implements Rejection {
        @Override
        public String message() {
            return "%s has %d available for %s, not %d.".formatted(item.inWords(), available, orderId, requested);
        }
    }

    /** A shipment wants more than is reserved for its order. */
    record NotReserved(StockItemId item, String shipmentId, String orderId, long requested, long reserved)
            implements Rejection {
        @Override
        public String message() {
            return "%s has %d reserved for %s, not %d.".formatted(item.inWords(), reserved, orderId, requested);
        }
    }

    /** The shipment took other units than it asks for now. */
    record PickedDifferently(StockItemId item, String shipmentId, String orderId, long quantity) implements Rejection {
        @Override
        public String message() {
            return "%s has %d picked for %s of %s already.".formatted(item.inWords(), quantity, shipmentId, orderId);
        }
    }

    /** Nothing of that shipment waits to leave. */
    record NotPicked(StockItemId item, String shipmentId, Status status) implements Rejection {
        @Override
        public String message() {
            return "%s has nothing picked for %s.".formatted(item.inWords(), shipmentId);
        }
    }

    /** There is no deletion to cancel. */
    record NotBeingDeleted(StockItemId item, Status status) implements Rejection {
        @Override
        public String message() {
            return "%s is not being deleted.".formatted(item.inWords());
        }
    }
}
