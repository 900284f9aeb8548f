package io.holdfast.events.order;

/** Everything that can have happened to an order. */
public sealed interface OrderEvent
        permits OrderPlaced, ShipmentRecorded, OrderCancelled, OrderExpired, OrderAbandoned, ShipmentAbandoned {

    /** The order, with its prefix: {@code order-...}. */
    String orderId();
}
