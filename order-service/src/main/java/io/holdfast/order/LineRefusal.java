package io.holdfast.order;

import java.time.Duration;
import java.time.Instant;

/** Why one line of an order cannot have its stock, with the facts that a caller needs to act on it. */
public sealed interface LineRefusal {

    /** The article of the line. */
    String sku();

    /** Where the line wanted it from. */
    String location();

    /** What stands in the way, in a sentence. */
    String message();

    /** There is no such stock item. */
    record UnknownItem(String sku, String location) implements LineRefusal {
        @Override
        public String message() {
            return "There is no %s at %s.".formatted(sku, location);
        }
    }

    /** The item is on its way out. */
    record BeingDeleted(String sku, String location, Instant since, String by) implements LineRefusal {
        @Override
        public String message() {
            return "%s at %s is being deleted since %s by %s.".formatted(sku, location, since, by);
        }
    }

    /** The item is gone. */
    record Deleted(String sku, String location, Instant since, String by) implements LineRefusal {
        @Override
        public String message() {
            return "%s at %s was deleted at %s by %s.".formatted(sku, location, since, by);
        }
    }

    /**
     * There is less than the order wants.
     *
     * @param available units that it could have
     */
    record NotEnough(String sku, String location, long requested, long available) implements LineRefusal {
        @Override
        public String message() {
            return "%s at %s has %d available, not %d.".formatted(sku, location, available, requested);
        }
    }

    /**
     * The order does not hold the units any more, or not all of them: another of its shipments took them, or somebody gave
     * them back.
     *
     * @param reserved units that it holds
     */
    record NotReserved(OrderId orderId, String sku, String location, long requested, long reserved)
            implements LineRefusal {
        @Override
        public String message() {
            return "%s holds %d of %s at %s on the shelf, not %d."
                    .formatted(orderId, reserved, sku, location, requested);
        }
    }

    /** The order has no such line. */
    record NotOrdered(OrderId orderId, String sku, String location) implements LineRefusal {
        @Override
        public String message() {
            return "%s has no line for %s at %s.".formatted(orderId, sku, location);
        }
    }

    /** Less is left to ship than was asked for. */
    record LessLeft(OrderId orderId, String sku, String location, long requested, long left) implements LineRefusal {
        @Override
        public String message() {
            return "%s has %d of %s at %s left to ship, not %d.".formatted(orderId, left, sku, location, requested);
        }
    }

    /** Others changed the item at the same time, again and again. */
    record Contended(String sku, String location, int attempts, Duration retryAfter) implements LineRefusal {
        @Override
        public String message() {
            return "Others changed %s at %s at the same time; gave up after %d attempts."
                    .formatted(sku, location, attempts);
        }
    }
}
