package io.holdfast.events.inventory;

/** Units that were reserved for the order were taken off the shelf for a shipment that is under way. */
public record StockPicked(String sku, String location, String shipmentId, String orderId, long quantity)
        implements StockItemEvent {}
