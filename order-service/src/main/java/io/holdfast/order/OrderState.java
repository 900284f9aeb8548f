package io.holdfast.order;

import io.holdfast.events.order.LineChangeAbandoned;
import io.holdfast.events.order.OrderAbandoned;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderLineRemoved;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentAbandoned;
import io.holdfast.events.order.ShipmentRecorded;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where an order stands. */
public sealed interface OrderState {

    /** Where a placed order stands, in a word. */
    enum Status {
        OPEN,
        SHIPPED,
        CANCELLED,
        EXPIRED
    }

    /** It exists for callers. */
    sealed interface Placed extends OrderState {

        OrderDetails details();

        Status status();
    }

    /**
     * Something is left to ship.
     *
     * @param abandoned shipments that can no longer be recorded
     */
    record Open(OrderDetails details, Set<String> abandoned) implements Placed {
        @Override
        public Status status() {
            return Status.OPEN;
        }
    }

    /** Everything was shipped. */
    record Shipped(OrderDetails details, Instant at) implements Placed {
        @Override
        public Status status() {
            return Status.SHIPPED;
        }
    }

    /** It was called off. */
    record Cancelled(
            OrderDetails details, Instant at, @Nullable String reason) implements Placed {
        @Override
        public Status status() {
            return Status.CANCELLED;
        }
    }

    /** Its hold ran out. */
    record Expired(OrderDetails details, Instant at) implements Placed {
        @Override
        public Status status() {
            return Status.EXPIRED;
        }
    }

    /** It was never placed and never will be. */
    record Abandoned() implements OrderState {}

    /**
     * The state after one more event. The aggregate, reads and time travel all go through here.
     *
     * @param before null if the event is the first
     * @param at when it happened
     */
    static OrderState evolve(@Nullable OrderState before, OrderEvent event, Instant at) {
        return switch (event) {
            case OrderPlaced e -> new Open(OrderDetails.of(e, at), Set.of());
            case OrderLineChanged e -> with(before, open(before).details().with(e), at);
            case OrderLineRemoved e ->
                with(before, open(before).details().without(new Item(e.sku(), e.location())), at);
            case ShipmentRecorded e -> with(before, open(before).details().with(e, at), at);
            case OrderCancelled e -> new Cancelled(open(before).details(), at, e.reason());
            case OrderExpired e -> new Expired(open(before).details(), at);
            case OrderAbandoned e -> new Abandoned();
            case ShipmentAbandoned e -> abandoned(open(before), e);
            case LineChangeAbandoned e -> open(before);
        };
    }

    private static OrderState with(@Nullable OrderState before, OrderDetails after, Instant at) {
        return after.left().isEmpty()
                ? new Shipped(after, at)
                : new Open(after, open(before).abandoned());
    }

    private static OrderState abandoned(Open before, ShipmentAbandoned event) {
        var abandoned = Stream.concat(before.abandoned().stream(), Stream.of(event.shipmentId()))
                .collect(Collectors.toUnmodifiableSet());
        return new Open(before.details(), abandoned);
    }

    private static Open open(@Nullable OrderState state) {
        if (state instanceof Open open) {
            return open;
        }
        throw new IllegalStateException("The ledger says that something happened to an order that is not open.");
    }
}
