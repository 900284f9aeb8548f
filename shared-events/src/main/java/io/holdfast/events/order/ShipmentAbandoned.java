package io.holdfast.events.order;

/**
 * Stock was picked for this shipment, but nobody came back to record it. From here on nobody can, so what was picked
 * may go back on the shelf.
 */
public record ShipmentAbandoned(String orderId, String shipmentId) implements OrderEvent {}
