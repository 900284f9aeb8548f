package io.holdfast.order;

import io.holdfast.customer.CustomerId;
import io.holdfast.order.OrderState.Status;
import java.time.Instant;
import java.util.List;

/** Every reason why an order is refused, with the facts that a caller needs to act on it. */
public sealed interface Rejection {

    /** What stands in the way, in a sentence. */
    String message();

    /** The order that refused, or that could not be placed. */
    OrderId orderId();

    /** There is one already. */
    record AlreadyPlaced(OrderId orderId) implements Rejection {
        @Override
        public String message() {
            return "%s exists already.".formatted(orderId);
        }
    }

    /** Whoever wants to order was never registered, or is erased. */
    record UnknownCustomer(OrderId orderId, CustomerId customerId) implements Rejection {
        @Override
        public String message() {
            return "There is no %s: it was never registered, or it is erased.".formatted(customerId);
        }
    }

    /** The order has ended. */
    record NotOpen(OrderId orderId, Status status) implements Rejection {
        @Override
        public String message() {
            return "%s is %s, no longer OPEN.".formatted(orderId, status);
        }
    }

    /** The order's hold has not run out. */
    record HoldNotOver(OrderId orderId, Instant asOf) implements Rejection {
        @Override
        public String message() {
            return "The hold of %s is not over at %s.".formatted(orderId, asOf);
        }
    }

    /**
     * Whoever asked was given up meanwhile, and what it held went back.
     *
     * @param what the order or shipment that nobody can record any more
     */
    record Fenced(OrderId orderId, String what) implements Rejection {
        @Override
        public String message() {
            return "%s took too long and was given up.".formatted(what);
        }
    }

    /**
     * Somebody changed the order since inventory was asked for the change of a line.
     *
     * @param basedOn the version for which it was asked
     */
    record Overtaken(OrderId orderId, long basedOn, long current) implements Rejection {
        @Override
        public String message() {
            return "%s is at version %d, no longer at %d.".formatted(orderId, current, basedOn);
        }
    }

    /**
     * More was shipped than the line would have.
     *
     * @param requested units that the line would have, 0 if it were removed
     */
    record ShippedAlready(OrderId orderId, Item item, long requested, long shipped) implements Rejection {
        @Override
        public String message() {
            return "%s has shipped %d of %s at %s already, so %d are too few."
                    .formatted(orderId, shipped, item.sku(), item.location(), requested);
        }
    }

    /** An order without lines is none; whoever wants nothing any more cancels it. */
    record LastLine(OrderId orderId, Item item) implements Rejection {
        @Override
        public String message() {
            return "%s at %s is all that %s is about: cancel it instead."
                    .formatted(item.sku(), item.location(), orderId);
        }
    }

    /** The order has as many lines as an order may have. */
    record TooManyLines(OrderId orderId, int maximum) implements Rejection {
        @Override
        public String message() {
            return "%s has %d lines already, which is the most.".formatted(orderId, maximum);
        }
    }

    /** Some lines cannot have their stock: all of them are here, at least one. */
    record LinesRefused(OrderId orderId, List<LineRefusal> lines) implements Rejection {

        public LinesRefused {
            lines = List.copyOf(lines);
        }

        @Override
        public String message() {
            return "%d lines cannot have their stock.".formatted(lines.size());
        }
    }
}
