package io.holdfast.events.order;

import io.holdfast.events.Fact;

/** Everything that can have happened to an order. */
public sealed interface OrderEvent extends Fact
        permits OrderPlaced,
                OrderLineChanged,
                OrderLineRemoved,
                ShipmentRecorded,
                OrderCancelled,
                OrderExpired,
                OrderAbandoned,
                ShipmentAbandoned,
                LineChangeAbandoned {

    /** The order, with its prefix: {@code order-...}. */
    String orderId();

    @Override
    default String summary() {
        return switch (this) {
            case OrderPlaced e ->
                "%s was placed: %s."
                        .formatted(
                                e.orderId(),
                                Words.some(e.lines().stream()
                                        .map(OrderLine::inWords)
                                        .toList()));
            case OrderLineChanged e ->
                "%s wants %d of %s at %s, %+d.".formatted(e.orderId(), e.quantity(), e.sku(), e.location(), e.change());
            case OrderLineRemoved e ->
                "%s no longer wants %d of %s at %s.".formatted(e.orderId(), e.quantity(), e.sku(), e.location());
            case ShipmentRecorded e ->
                "%s of %s was recorded: %s."
                        .formatted(
                                e.shipmentId(),
                                e.orderId(),
                                Words.some(e.lines().stream()
                                        .map(ItemQuantity::inWords)
                                        .toList()));
            case OrderCancelled e ->
                "%s was cancelled%s; %s."
                        .formatted(
                                e.orderId(),
                                e.reason() == null ? "" : " (" + e.reason() + ")",
                                Words.released(e.released()));
            case OrderExpired e -> "The hold of %s ran out; %s.".formatted(e.orderId(), Words.released(e.released()));
            case OrderAbandoned e -> "%s was given up before it was placed.".formatted(e.orderId());
            case ShipmentAbandoned e ->
                "%s of %s was given up before it was recorded.".formatted(e.shipmentId(), e.orderId());
            case LineChangeAbandoned e ->
                "A change of %s at %s in %s was given up before it was recorded."
                        .formatted(e.sku(), e.location(), e.orderId());
        };
    }
}
